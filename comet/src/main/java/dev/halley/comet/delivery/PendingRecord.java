package dev.halley.comet.delivery;

import java.util.List;

/**
 * A record that was taken up and is not finished.
 *
 * @param <P> a part of it
 */
public final class PendingRecord<P> {
    private final PartitionMarks<P> marks;
    private final Position position;
    private final List<P> parts;
    private boolean finished;

    PendingRecord(PartitionMarks<P> marks, Position position, List<P> parts) {
        this.marks = marks;
        this.position = position;
        this.parts = parts;
    }

    /** Where it stands. */
    public Position position() {
        return position;
    }

    /** All its parts, in order. */
    public List<P> parts() {
        return parts;
    }

    PartitionMarks<P> marks() {
        return marks;
    }

    boolean isFinished() {
        return finished;
    }

    void finish() {
        finished = true;
    }
}
