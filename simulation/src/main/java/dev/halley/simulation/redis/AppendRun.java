package dev.halley.simulation.redis;

import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendEpoch;
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
    private final Position committed;
    private final boolean exists;
    private boolean sure;
    private boolean begun;
    private boolean complete;

    /** Told of each place that is given. */
    interface Placed {
        /** A message has it from now on. */
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
        this.remembered = request.moment().remembered().tip();
        this.committed = committed(request, stream);
        this.exists = stream.epoch != 0;
        this.sure =
                exists
                        && (!wiring.epochsFollowRedis()
                                || (stream.last >= remembered.last()
                                        && (stream.master.equals(master) || isSameEpoch())));
        this.complete = sure && isSameLog();
    }

    // What was told to be committed before stays so, whoever asks now.
    private static Position committed(AppendRequest request, StoredStream stream) {
        Position now = request.moment().committed();
        boolean rises = request.log().equals(stream.log) && stream.committed.compareTo(now) > 0;
        return rises ? stream.committed : now;
    }

    private boolean isSameLog() {
        return request.log().equals(stream.log);
    }

    private boolean isSameEpoch() {
        return exists && remembered.epoch() == stream.epoch;
    }

    AppendAnswer answer() {
        if (sure
                && wiring.epochsFollowRedis()
                && !stream.master.equals(master)
                && !List.of(request.moment().provedUnder().split(" ")).contains(master)) {
            return AppendAnswer.unproved(master);
        }
        List<AppendResult> results = new ArrayList<>();
        for (AppendMessage message : request.messages()) {
            results.add(take(message));
        }
        stream.committed = committed;
        stream.seen.keySet().removeIf(position -> position.compareTo(committed) < 0);
        trim();
        StreamTip tip = new StreamTip(sure ? stream.epoch : 0, stream.last);
        AppendEpoch epoch = new AppendEpoch(stream.epoch, begun, stream.lineage());
        return new AppendAnswer(tip, epoch, results);
    }

    private AppendResult take(AppendMessage message) {
        Position position = message.position();
        if (wiring.recognisesPositions()
                && isSameLog()
                && position.compareTo(stream.highest) <= 0
                && !isLost(position)) {
            return seen(position);
        }
        long messageId = message.entry().getMessageId();
        Long before = message.onceUntilMs() == 0 ? null : stream.once.get(messageId);
        if (before != null) {
            record(position, -before);
            return new AppendResult(Kind.REPEATED, before);
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
        return new AppendResult(Kind.APPENDED, stream.last);
    }

    private AppendResult seen(Position position) {
        Long offset = stream.seen.get(position);
        if (offset == null) {
            return new AppendResult(Kind.TRIMMED, 0);
        }
        Kind kind = offset > 0 ? Kind.SEEN : Kind.REPEATED;
        return new AppendResult(kind, Math.abs(offset));
    }

    private boolean isLost(Position position) {
        return !stream.seen.containsKey(position)
                && position.compareTo(committed) >= 0
                && position.compareTo(stream.lostFrom) >= 0
                && position.compareTo(stream.lostTill) < 0;
    }

    private void record(Position position, long offset) {
        if (!isSameLog()) {
            stream.seen.clear();
            stream.highest = Position.NOTHING;
            stream.lostTill = Position.NOTHING;
        }
        stream.log = request.log();
        if (position.compareTo(stream.highest) > 0) {
            noteLoss(position);
            stream.highest = position;
        }
        stream.seen.put(position, offset);
    }

    private void noteLoss(Position till) {
        if (complete) {
            return;
        }
        complete = true;
        if (stream.lostTill.compareTo(committed) <= 0) {
            boolean none = stream.highest.equals(Position.NOTHING);
            stream.lostFrom = none ? Position.NOTHING : stream.highest.next();
        }
        stream.lostTill = till;
    }

    private void makeSure() {
        if (sure) {
            return;
        }
        sure = true;
        noteEpoch();
        if (!exists) {
            stream.last = remembered.last();
        }
        stream.epoch = request.moment().freshEpoch();
        begun = true;
    }

    private void noteEpoch() {
        if (!wiring.namesEpochs()) {
            return;
        }
        if (exists) {
            stream.isOver(stream.epoch, stream.last);
        } else if (remembered.last() > 0) {
            stream.isOver(0, remembered.last());
        }
    }

    private void trim() {
        while (stream.entries.size() > request.terms().retention().size()) {
            stream.entries.pollFirstEntry();
        }
    }
}
