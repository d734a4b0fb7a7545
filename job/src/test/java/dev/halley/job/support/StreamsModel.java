package dev.halley.job.support;

import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendMessage;
import dev.halley.job.append.AppendMoment;
import dev.halley.job.append.AppendRequest;
import dev.halley.job.append.AppendResult;
import dev.halley.job.append.AppendResult.Kind;
import dev.halley.job.append.AppendTarget;
import dev.halley.job.append.StreamTip;
import dev.halley.job.record.LogId;
import dev.halley.job.record.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the script in Redis means, in plain Java. Keeps everything: nothing expires. */
public final class StreamsModel {
    private Map<AppendTarget, Stream> streams = new HashMap<>();
    private int incarnation;

    /** One stream. */
    public static final class Stream {
        private int epoch;
        private long last;
        private int incarnation;
        private @Nullable LogId log;
        private Position highest = Position.NOTHING;
        private final Map<Position, Long> seen = new HashMap<>();
        private final Map<Long, Long> once = new HashMap<>();
        private final TreeMap<Long, Long> entries = new TreeMap<>();

        private Stream copy() {
            Stream copy = new Stream();
            copy.epoch = epoch;
            copy.last = last;
            copy.incarnation = incarnation;
            copy.log = log;
            copy.highest = highest;
            copy.seen.putAll(seen);
            copy.once.putAll(once);
            copy.entries.putAll(entries);
            return copy;
        }

        public int epoch() {
            return epoch;
        }

        /** Message ids by their offsets. */
        public NavigableMap<Long, Long> entries() {
            return entries;
        }
    }

    /** All streams. */
    public Map<AppendTarget, Stream> streams() {
        return streams;
    }

    /** What Redis holds now, to come back to it. */
    public Map<AppendTarget, Stream> copy() {
        Map<AppendTarget, Stream> copy = new HashMap<>();
        streams.forEach((target, stream) -> copy.put(target, stream.copy()));
        return copy;
    }

    /** Redis was started again, with this. */
    public void restart(Map<AppendTarget, Stream> kept) {
        streams = kept;
        incarnation++;
    }

    /** A reader asks where a stream ends; without a head it has one from now on. */
    public void look(AppendTarget target, int freshEpoch) {
        Stream stream = streams.computeIfAbsent(target, any -> new Stream());
        if (stream.epoch == 0) {
            stream.epoch = freshEpoch;
            stream.incarnation = incarnation;
        }
    }

    /** Runs a request. */
    public AppendAnswer run(AppendRequest request) {
        Stream stream = streams.computeIfAbsent(request.target(), any -> new Stream());
        return new Run(request, stream).answer();
    }

    private final class Run {
        private final AppendRequest request;
        private final Stream stream;
        private final StreamTip remembered;
        private boolean sure;
        private boolean begun;
        private boolean recorded;

        Run(AppendRequest request, Stream stream) {
            this.request = request;
            this.stream = stream;
            this.remembered = request.moment().remembered();
            this.sure =
                    stream.epoch != 0
                            && stream.incarnation == incarnation
                            && stream.last >= remembered.last();
        }

        AppendAnswer answer() {
            List<AppendResult> results = new ArrayList<>();
            for (AppendMessage message : request.messages()) {
                results.add(take(message));
            }
            if (recorded) {
                trimSeen();
            }
            StreamTip tip = sure ? new StreamTip(stream.epoch, stream.last) : StreamTip.UNKNOWN;
            return new AppendAnswer(tip, begun, results);
        }

        private AppendResult take(AppendMessage message) {
            Position position = message.position();
            boolean sameLog = request.log().equals(stream.log);
            if (sameLog && position.compareTo(stream.highest) <= 0) {
                Long offset = stream.seen.get(position);
                return offset == null
                        ? new AppendResult(Kind.TRIMMED, stream.epoch, 0)
                        : new AppendResult(
                                offset > 0 ? Kind.SEEN : Kind.REPEATED,
                                stream.epoch,
                                Math.abs(offset));
            }
            Long before =
                    message.onceUntilMs() == 0
                            ? null
                            : stream.once.get(message.entry().getMessageId());
            if (before != null) {
                record(position, -before);
                return new AppendResult(Kind.REPEATED, stream.epoch, before);
            }
            append(message);
            record(position, stream.last);
            return new AppendResult(Kind.APPENDED, stream.epoch, stream.last);
        }

        private void record(Position position, long offset) {
            if (!request.log().equals(stream.log)) {
                stream.seen.clear();
            }
            stream.log = request.log();
            stream.highest = position;
            recorded = true;
            stream.seen.put(position, offset);
        }

        private void append(AppendMessage message) {
            makeSure();
            stream.last++;
            stream.entries.put(stream.last, message.entry().getMessageId());
            if (message.onceUntilMs() > request.moment().nowMs()) {
                stream.once.put(message.entry().getMessageId(), stream.last);
            }
        }

        private void makeSure() {
            boolean proved = remembered.epoch() == stream.epoch && stream.last >= remembered.last();
            if (!sure && (stream.epoch == 0 || !proved)) {
                AppendMoment moment = request.moment();
                if (stream.epoch == 0 || remembered.last() > stream.last) {
                    stream.last = Math.max(stream.last, remembered.last());
                    stream.entries.clear();
                }
                stream.epoch = moment.freshEpoch();
                begun = true;
            }
            stream.incarnation = incarnation;
            sure = true;
        }

        private void trimSeen() {
            Position committed = request.moment().committed();
            stream.seen.keySet().removeIf(position -> position.compareTo(committed) < 0);
        }
    }
}
