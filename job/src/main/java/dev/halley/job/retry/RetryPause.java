package dev.halley.job.retry;

/**
 * A pause of all requests to one place after one of them failed. Owned by one thread.
 *
 * <pre>{@code
 *            failed
 *   open ----------------> pausing, twice as long as the last one, up to a limit
 *    ^  <----------------
 *    |   over, if it is    further failures of what was on its way change nothing
 *    +-- succeeded: the next pause is the shortest again; one that is under way goes on
 * }</pre>
 */
public final class RetryPause {
    private final Doubling delays;
    private boolean pausing;
    private long untilNanos;

    /** No pause yet. The first after a success takes {@code firstNanos}. */
    public RetryPause(long firstNanos, long longestNanos) {
        delays = new Doubling(firstNanos, longestNanos);
    }

    /** A request failed: a pause begins, unless there is one. */
    public void failed(long nowNanos) {
        if (!pausing) {
            pausing = true;
            untilNanos = nowNanos + delays.next();
        }
    }

    /** A request was answered. */
    public void succeeded() {
        delays.reset();
    }

    /** Ends the pause if its time is up; gives whether requests may go. */
    public boolean over(long nowNanos) {
        if (pausing && nowNanos - untilNanos >= 0) {
            pausing = false;
        }
        return !pausing;
    }
}
