package dev.halley.benchmarks.recovery;

/**
 * Where a client stands in its stream: the epoch and the highest offset that it has. In this harness
 * every message of a stream is meant for every session of it, so an offset that is passed over
 * without a word of the server is a hole. Not for several threads.
 */
public final class StreamPosition {

    /** What a message is to the position. */
    public enum Step {
        /** The next one. */
        NEXT,
        /** Not higher than what is there: the client drops it. */
        STALE,
        /** Higher than the next one, or of an epoch that nobody told. */
        HOLE
    }

    private int epoch;
    private long offset;

    /** Nothing is known. */
    public StreamPosition() {}

    /** Whether there is a position to recover from. */
    public boolean known() {
        return epoch > 0;
    }

    /** The epoch; 0: nothing is known. */
    public int epoch() {
        return epoch;
    }

    /** The highest offset. */
    public long offset() {
        return offset;
    }

    /** A message of the stream; moves there unless it is stale. */
    public Step message(int itsEpoch, long itsOffset) {
        if (itsEpoch == epoch && itsOffset <= offset) {
            return Step.STALE;
        }
        boolean next = !known() || (itsEpoch == epoch && itsOffset == offset + 1);
        become(itsEpoch, itsOffset);
        return next ? Step.NEXT : Step.HOLE;
    }

    /** The server says where the stream is; never backwards in an epoch. */
    public void become(int itsEpoch, long itsOffset) {
        offset = itsEpoch == epoch ? Math.max(offset, itsOffset) : itsOffset;
        epoch = itsEpoch;
    }
}
