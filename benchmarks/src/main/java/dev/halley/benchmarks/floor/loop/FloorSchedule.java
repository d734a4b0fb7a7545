package dev.halley.benchmarks.floor.loop;

/**
 * What a drain takes and when it may start. No clock and no thread: the loop asks with its own time.
 *
 * <pre>
 * pausing --(pause over, a message is due)--> draining --drained--> pausing, or done after the last
 * </pre>
 */
final class FloorSchedule {

    /** Nothing is left to write. */
    static final long DONE = -1;

    private final DueTimes due;
    private final Pace pace;
    private final long messages;
    private long written;
    private long notBefore;

    FloorSchedule(DueTimes due, Pace pace, long messages) {
        this.due = due;
        this.pace = pace;
        this.messages = messages;
        this.notBefore = due.startNanos();
    }

    /** Until the next drain may start; 0: now; {@link #DONE}: never again. */
    long waitNanos(long now) {
        if (written == messages) {
            return DONE;
        }
        return Math.max(0, Math.max(notBefore, due.of(written)) - now);
    }

    /** How many messages a drain takes that starts now. */
    int take(long now) {
        long waiting = Math.min(messages, due.by(now)) - written;
        return (int) Math.max(0, Math.min(waiting, pace.mostPerWrite()));
    }

    /** A drain has written so many; the next pause begins. */
    void drained(int taken, long startedNanos, long endedNanos) {
        written += taken;
        notBefore = endedNanos + pace.pauseNanos(endedNanos - startedNanos);
    }

    /** The first message that no drain has taken. */
    long next() {
        return written;
    }

    /** When a message was due. */
    long dueNanos(long message) {
        return due.of(message);
    }
}
