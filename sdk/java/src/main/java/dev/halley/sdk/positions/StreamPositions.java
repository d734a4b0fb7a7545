package dev.halley.sdk.positions;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far a client has come: for each stream the epoch and the highest offset. It decides which
 * messages are handed on, what to ask for at a reconnect, and when the application must be told
 * that something is missing. Not for several threads.
 *
 * <pre>{@code
 *             first message, or
 *             answer "from here on"                     ask
 *   unknown ------------------------> at (epoch, offset) ---> asked
 *      ^                                 ^    ^                |  |
 *      |  forget, no stream any more     |    |   recovered    |  |
 *      +---------------------------------+    +----------------+  |
 *                                        ^  not recovered: LOST   |
 *                                        +------------------------+
 * }</pre>
 *
 * <p>Within an epoch only what is higher counts, and jumps are normal: the server alone knows
 * whether what lies between was meant for this client. Another epoch replaces the position; when no
 * answer and no gap announced it, nothing proves that the two continue each other ({@link
 * Step#UNPROVEN}).
 */
public final class StreamPositions {

    private final Map<String, StreamPosition> positions;
    private final Set<String> asked = new TreeSet<>();
    private final Map<String, StreamPosition> rewinds = new HashMap<>();

    /** Goes on from positions that were kept; none: begins with what comes first. */
    public StreamPositions(Map<String, StreamPosition> kept) {
        positions = new HashMap<>(kept);
    }

    /** The position in a stream; empty: nothing is known of it. */
    public Optional<StreamPosition> of(String stream) {
        return Optional.ofNullable(positions.get(stream));
    }

    /** The streams with a position. */
    public Set<String> streams() {
        return Set.copyOf(positions.keySet());
    }

    /**
     * A message arrived.
     *
     * @param offset 0 for one without a place in a stream, which is always handed on
     */
    public Step offer(String stream, int epoch, long offset) {
        return offset <= 0 || epoch <= 0
                ? Step.AHEAD
                : advance(stream, new StreamPosition(epoch, offset));
    }

    /** The stream has moved to here without a message for this client. */
    public Step moved(String stream, StreamPosition to) {
        return advance(stream, to);
    }

    /**
     * Messages will not come. The position moves behind them.
     *
     * @return what the application is to be told; empty: it had all of these
     */
    public Optional<Gap> gap(Gap gap) {
        StreamPosition to = new StreamPosition(gap.epoch(), gap.to());
        StreamPosition before = positions.get(gap.stream());
        Step step = advance(gap.stream(), to);
        if (gap.to() < gap.from()) {
            return Optional.of(gap);
        }
        if (step == Step.STALE) {
            return Optional.empty();
        }
        long from =
                before != null && before.epoch() == gap.epoch()
                        ? Math.max(gap.from(), before.offset() + 1)
                        : gap.from();
        return Optional.of(new Gap(gap.stream(), gap.epoch(), from, gap.to()));
    }

    /**
     * The server is asked for what came behind the position; {@link #answer} or {@link #withdraw}
     * follows.
     *
     * @return the position to send; empty: there is none, and nothing to ask for
     */
    public Optional<StreamPosition> ask(String stream) {
        Optional<StreamPosition> position = of(stream);
        position.ifPresent(known -> asked.add(stream));
        return position;
    }

    /** The server is asked for everything behind a place, whether it was handed on or not. */
    public void askFrom(String stream, StreamPosition place) {
        asked.add(stream);
        rewinds.put(stream, requireNonNull(place, "place"));
    }

    /** An ask came to nothing: refused, or never answered. The position stays. */
    public void withdraw(String stream) {
        asked.remove(stream);
        rewinds.remove(stream);
    }

    /**
     * The connection that the asks went out on is gone.
     *
     * @return the streams that were asked for and not answered
     */
    public List<String> withdrawAll() {
        List<String> open = List.copyOf(asked);
        open.forEach(this::withdraw);
        return open;
    }

    /**
     * The server has said how a stream stands.
     *
     * @param recovered whether all that came behind the place asked from follows
     * @param epoch 0: there is no such stream
     * @param offset the last offset that is not live
     */
    public Answer answer(String stream, boolean recovered, int epoch, long offset) {
        boolean wasAsked = asked.remove(stream);
        StreamPosition rewind = rewinds.remove(stream);
        StreamPosition before = rewind == null ? positions.get(stream) : rewind;
        if (epoch == 0) {
            forget(stream);
            return before == null ? Answer.UNCHANGED : Answer.LOST;
        }
        if (before == null) {
            positions.put(stream, new StreamPosition(epoch, offset));
            return Answer.BEGUN;
        }
        boolean sameEpoch = before.epoch() == epoch;
        if (wasAsked && recovered && sameEpoch) {
            positions.put(stream, before);
            return Answer.RECOVERED;
        }
        if (!wasAsked && sameEpoch && offset <= before.offset()) {
            return Answer.UNCHANGED;
        }
        positions.put(stream, new StreamPosition(epoch, offset));
        return Answer.LOST;
    }

    /** The client left the stream: what comes when it is back is a beginning. */
    public void forget(String stream) {
        withdraw(stream);
        positions.remove(stream);
    }

    private Step advance(String stream, StreamPosition to) {
        StreamPosition from = positions.get(stream);
        if (from != null && from.epoch() == to.epoch() && to.offset() <= from.offset()) {
            return Step.STALE;
        }
        positions.put(stream, to);
        return from == null || from.epoch() == to.epoch() ? Step.AHEAD : Step.UNPROVEN;
    }
}
