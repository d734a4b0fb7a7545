package dev.halley.benchmarks.audit;

import java.nio.ByteBuffer;

/**
 * What every payload of a run begins with.
 *
 * <pre>
 *  0  int32  run        tells this run's messages from those of an earlier one
 *  4  int32  target     the room or user it was pushed to
 *  8  int16  slot       which of the target's senders pushed it
 * 10  int16  measured   1 in the measured window, 0 in the warm-up
 * 12  int32  sequence   0, 1, 2 ... per target and sender
 * 16  int64  due        when the push was due, System.nanoTime of this process
 * </pre>
 *
 * @param run of the run
 * @param target index of the room or user
 * @param slot index of the sender within the target
 * @param measured whether it counts
 * @param sequence position in the order of target and sender
 * @param dueNanos when it was due
 */
public record Stamp(int run, int target, int slot, boolean measured, int sequence, long dueNanos) {

    /** Bytes of a stamp, and so of the smallest payload. */
    public static final int BYTES = 24;

    /** Where the run stands; the others likewise. */
    public static final int RUN_AT = 0;

    /** Offset. */
    public static final int TARGET_AT = 4;

    /** Offset. */
    public static final int SLOT_AT = 8;

    /** Offset. */
    public static final int MEASURED_AT = 10;

    /** Offset. */
    public static final int SEQUENCE_AT = 12;

    /** Offset. */
    public static final int DUE_AT = 16;

    /** Writes the stamp at the buffer's position. */
    public void write(ByteBuffer out) {
        out.putInt(run)
                .putInt(target)
                .putShort((short) slot)
                .putShort((short) (measured ? 1 : 0))
                .putInt(sequence)
                .putLong(dueNanos);
    }
}
