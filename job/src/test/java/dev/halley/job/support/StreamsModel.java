package dev.halley.job.support;

import dev.halley.api.record.FormerEpoch;
import dev.halley.api.record.Lineage;
import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendEpoch;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the script in Redis means, in plain Java. Keeps everything: nothing expires. */
public final class StreamsModel {
    private Map<AppendTarget, Stream> streams = new HashMap<>();
    private int incarnation;
    private @Nullable String master;

    /** The replication id that Redis has from now on, whatever happens to it. */
    public void master(String id) {
        master = id;
    }

    /** One stream. */
    public static final class Stream {
        private static final int MAX_FORMER = 4;

        private int epoch;
        private long last;
        private final List<FormerEpoch> former = new ArrayList<>();
        private int incarnation;
        private @Nullable LogId log;
        private Position highest = Position.NOTHING;
        private Position lostFrom = Position.NOTHING;
        private Position lostTill = Position.NOTHING;
        private Position committed = Position.NOTHING;
        private final Map<Position, Long> seen = new LinkedHashMap<>();
        private final Map<Long, Long> once = new HashMap<>();
        private final TreeMap<Long, Long> entries = new TreeMap<>();

        private Stream copy() {
            Stream copy = new Stream();
            copy.epoch = epoch;
            copy.last = last;
            copy.former.addAll(former);
            copy.incarnation = incarnation;
            copy.log = log;
            copy.highest = highest;
            copy.lostFrom = lostFrom;
            copy.lostTill = lostTill;
            copy.committed = committed;
            copy.seen.putAll(seen);
            copy.once.putAll(once);
            copy.entries.putAll(entries);
            return copy;
        }

        public int epoch() {
            return epoch;
        }

        private void isOver(int over, long lastKept) {
            former.add(FormerEpoch.newBuilder().setEpoch(over).setLast(lastKept).build());
            if (former.size() > MAX_FORMER) {
                former.remove(0);
            }
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
        private final Position committed;
        private boolean sure;
        private boolean begun;
        private boolean recorded;
        private boolean complete;

        Run(AppendRequest request, Stream stream) {
            this.request = request;
            this.stream = stream;
            this.remembered = request.moment().remembered().tip();
            this.sure =
                    stream.epoch != 0
                            && stream.last >= remembered.last()
                            && (stream.incarnation == incarnation
                                    || stream.epoch == remembered.epoch());
            this.complete = sure && request.log().equals(stream.log);
            this.committed = committed();
        }

        // What the stream was told once stays committed, also for who does not know it yet.
        private Position committed() {
            Position told = request.moment().committed();
            boolean sameLog = request.log().equals(stream.log);
            return sameLog && told.compareTo(stream.committed) < 0 ? stream.committed : told;
        }

        AppendAnswer answer() {
            String id = master == null ? "master-" + incarnation : master;
            if (sure
                    && stream.incarnation != incarnation
                    && !List.of(request.moment().provedUnder().split(" ")).contains(id)) {
                return AppendAnswer.unproved(id);
            }
            List<AppendResult> results = new ArrayList<>();
            for (AppendMessage message : request.messages()) {
                results.add(take(message));
            }
            if (recorded) {
                stream.committed = committed;
                stream.seen.keySet().removeIf(position -> position.compareTo(committed) < 0);
                trimLoss();
            }
            StreamTip tip = new StreamTip(sure ? stream.epoch : 0, stream.last);
            AppendEpoch epoch = new AppendEpoch(stream.epoch, begun, lineage());
            return new AppendAnswer(tip, epoch, results);
        }

        // A head that was not written has none.
        private @Nullable Lineage lineage() {
            return stream.epoch == 0
                    ? null
                    : Lineage.newBuilder().addAllFormer(stream.former).build();
        }

        private AppendResult take(AppendMessage message) {
            Position position = message.position();
            boolean sameLog = request.log().equals(stream.log);
            if (sameLog && position.compareTo(stream.highest) <= 0) {
                boolean forgotten = position.compareTo(stream.committed) < 0;
                Long offset = forgotten ? null : stream.seen.get(position);
                if (offset != null || !isLost(position)) {
                    return seen(offset);
                }
            }
            Long before =
                    message.onceUntilMs() == 0
                            ? null
                            : stream.once.get(message.entry().getMessageId());
            if (before != null) {
                record(position, -before);
                return new AppendResult(Kind.REPEATED, before);
            }
            append(message);
            record(position, stream.last);
            return new AppendResult(Kind.APPENDED, stream.last);
        }

        private AppendResult seen(@Nullable Long offset) {
            if (offset == null) {
                return new AppendResult(Kind.TRIMMED, 0);
            }
            Kind kind = offset > 0 ? Kind.SEEN : Kind.REPEATED;
            return new AppendResult(kind, Math.abs(offset));
        }

        private boolean isLost(Position position) {
            return position.compareTo(committed) >= 0
                    && position.compareTo(stream.lostFrom) >= 0
                    && position.compareTo(stream.lostTill) < 0;
        }

        private void record(Position position, long offset) {
            if (!request.log().equals(stream.log)) {
                stream.seen.clear();
                stream.highest = Position.NOTHING;
                stream.committed = Position.NOTHING;
                stream.lostTill = Position.NOTHING;
            }
            stream.log = request.log();
            if (position.compareTo(stream.highest) > 0) {
                noteLoss(position);
                stream.highest = position;
            }
            recorded = true;
            stream.seen.put(position, offset);
        }

        private void noteLoss(Position till) {
            if (!complete) {
                complete = true;
                if (stream.lostTill.compareTo(committed) <= 0) {
                    boolean none = stream.highest.equals(Position.NOTHING);
                    stream.lostFrom = none ? Position.NOTHING : stream.highest.next();
                }
                stream.lostTill = till;
            }
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
            if (!sure) {
                AppendMoment moment = request.moment();
                if (stream.epoch != 0) {
                    stream.isOver(stream.epoch, stream.last);
                } else {
                    if (remembered.last() > 0) {
                        stream.isOver(0, remembered.last());
                    }
                    stream.last = remembered.last();
                }
                int fresh = moment.freshEpoch();
                while (fresh == stream.epoch || fresh == remembered.epoch()) {
                    fresh++;
                }
                stream.epoch = fresh;
                begun = true;
            }
            stream.incarnation = incarnation;
            sure = true;
        }

        private void trimLoss() {
            if (stream.lostTill.compareTo(committed) <= 0
                    || stream.lostTill.compareTo(stream.lostFrom) <= 0) {
                stream.lostTill = Position.NOTHING;
            }
        }
    }
}
