package dev.halley.simulation.redis;

import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendMessage;
import dev.halley.job.append.AppendRequest;
import dev.halley.job.append.AppendResult;
import dev.halley.job.append.AppendResult.Kind;
import dev.halley.job.append.StreamTip;
import dev.halley.job.record.Position;
import dev.halley.simulation.around.Wiring;
import java.util.ArrayList;
import java.util.List;

/** One run of the script that appends, as {@link AppendRequest} says what it means. */
final class AppendRun {
    private final AppendRequest request;
    private final StoredStream stream;
    private final String master;
    private final Wiring wiring;
    private final Placed placed;
    private final StreamTip remembered;
    private final boolean exists;
    private boolean sure;
    private boolean begun;

    /** Told of each place that is given. */
    interface Placed {
        void at(long offset, long messageId);
    }

    AppendRun(
            AppendRequest request,
            StoredStream stream,
            String master,
            Wiring wiring,
            Placed placed) {
        this.request = request;
        this.stream = stream;
        this.master = master;
        this.wiring = wiring;
        this.placed = placed;
        this.remembered = request.moment().remembered();
        this.exists = stream.epoch != 0;
        this.sure =
                exists
                        && (!wiring.epochsFollowRedis()
                                || (stream.master.equals(master)
                                        && stream.last >= remembered.last()));
    }

    private boolean isSameEpoch() {
        return exists && remembered.epoch() == stream.epoch;
    }

    AppendAnswer answer() {
        List<AppendResult> results = new ArrayList<>();
        for (AppendMessage message : request.messages()) {
            results.add(take(message));
        }
        Position committed = request.moment().committed();
        stream.seen.keySet().removeIf(position -> position.compareTo(committed) < 0);
        trim();
        StreamTip tip = sure ? new StreamTip(stream.epoch, stream.last) : StreamTip.UNKNOWN;
        return new AppendAnswer(tip, begun, results);
    }

    private AppendResult take(AppendMessage message) {
        Position position = message.position();
        if (wiring.recognisesPositions()
                && request.log().equals(stream.log)
                && position.compareTo(stream.highest) <= 0) {
            return seen(position);
        }
        long messageId = message.entry().getMessageId();
        Long before = message.onceUntilMs() == 0 ? null : stream.once.get(messageId);
        if (before != null) {
            record(position, -before);
            return new AppendResult(Kind.REPEATED, stream.epoch, before);
        }
        makeSure();
        stream.last++;
        stream.entries.put(stream.last, messageId);
        stream.master = master;
        placed.at(stream.last, messageId);
        if (message.onceUntilMs() != 0) {
            stream.once.put(messageId, stream.last);
        }
        record(position, stream.last);
        return new AppendResult(Kind.APPENDED, stream.epoch, stream.last);
    }

    private AppendResult seen(Position position) {
        Long offset = stream.seen.get(position);
        if (offset == null) {
            return new AppendResult(Kind.TRIMMED, stream.epoch, 0);
        }
        Kind kind = offset > 0 ? Kind.SEEN : Kind.REPEATED;
        return new AppendResult(kind, stream.epoch, Math.abs(offset));
    }

    private void record(Position position, long offset) {
        if (!request.log().equals(stream.log)) {
            stream.seen.clear();
        }
        stream.log = request.log();
        stream.highest = position;
        stream.seen.put(position, offset);
    }

    private void makeSure() {
        if (sure) {
            return;
        }
        sure = true;
        if (isSameEpoch() && stream.last >= remembered.last()) {
            return;
        }
        if (!exists || remembered.last() > stream.last) {
            stream.last = Math.max(stream.last, remembered.last());
            stream.entries.clear();
        }
        stream.epoch = request.moment().freshEpoch();
        begun = true;
    }

    private void trim() {
        while (stream.entries.size() > request.terms().retention().size()) {
            stream.entries.pollFirstEntry();
        }
    }
}
