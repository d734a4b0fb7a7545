package dev.halley.job.record;

/**
 * The time that is handed in to the state machines before each batch of events. Owned by one thread.
 */
public final class Now {
    private long nanos;
    private long wallMicros;

    /**
     * Sets the time.
     *
     * @param monotonicNanos for durations and deadlines; never goes back
     * @param microsSince1970 for what other machines read
     */
    public void set(long monotonicNanos, long microsSince1970) {
        nanos = monotonicNanos;
        wallMicros = microsSince1970;
    }

    /** Monotonic nanoseconds: compare by difference. */
    public long nanos() {
        return nanos;
    }

    /** Microseconds since 1970. */
    public long wallMicros() {
        return wallMicros;
    }

    /** Milliseconds since 1970. */
    public long wallMillis() {
        return wallMicros / 1_000;
    }
}
