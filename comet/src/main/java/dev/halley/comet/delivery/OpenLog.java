package dev.halley.comet.delivery;

import java.util.ArrayList;
import java.util.List;

/**
 * A partition as one stream sends it: what has come, what has been reported as finished, and the
 * parts of the record that is not complete yet.
 *
 * @param <P> a part of a record
 */
public final class OpenLog<P> {
    private final int number;
    private final PartitionMarks<P> marks;
    private Position lastReceived = Position.NONE;
    private Position lastReported = Position.NONE;
    private Position assembling = Position.NONE;
    private List<P> parts = new ArrayList<>();
    private long partBytes;

    OpenLog(int number, PartitionMarks<P> marks) {
        this.number = number;
        this.marks = marks;
    }

    /** What the stream calls it. */
    public int number() {
        return number;
    }

    /** Highest owner epoch seen for its partition. */
    public long highestOwnerEpoch() {
        return marks.highestOwnerEpoch();
    }

    /** Whether a later opening of the partition has taken it over, or it was refused. */
    public boolean superseded() {
        return !marks.isOwner(this);
    }

    /** Bytes of the parts that wait for the rest of their record. */
    public long partBytes() {
        return partBytes;
    }

    /** Whether {@link #takeFinished} would have something to report. */
    public boolean hasFinished() {
        return !superseded() && lastReported.compareTo(finished()) < 0;
    }

    /** Up to where everything sent on this log is dealt with; it counts as reported from here on. */
    public Position takeFinished() {
        lastReported = finished();
        return lastReported;
    }

    PartitionMarks<P> marks() {
        return marks;
    }

    /** Forgets the parts of a record that will not be completed on this log; how many there were. */
    int forgetParts() {
        int forgotten = parts.size();
        parts = new ArrayList<>();
        partBytes = 0;
        assembling = Position.NONE;
        return forgotten;
    }

    /** Keeps a part; how many parts of another record it has pushed out. */
    int addPart(Position position, P part, int bytes) {
        int forgotten = position.equals(assembling) ? 0 : forgetParts();
        assembling = position;
        parts.add(part);
        partBytes += bytes;
        return forgotten;
    }

    List<P> takeParts() {
        List<P> taken = parts;
        forgetParts();
        return taken;
    }

    void received(Position position) {
        lastReceived = position;
    }

    private Position finished() {
        return lastReceived.min(marks.finished());
    }
}
