package dev.halley.job.consume;

/**
 * When Kafka is read again. A read costs the same whether it brings one record or a hundred, and
 * what it brings goes through append, route and delivery as one batch. So a read that brought
 * something is followed by a short gap, in which more may gather. A record that comes alone is taken
 * at once. One that comes in the gap waits for the rest of it, or for one more: Kafka's client asks
 * ahead when a read ends, and the broker answers that with the first record that is there. No clock
 * of its own; one thread.
 */
final class ReadPace {
    private final long gapNanos;
    private long lastNanos;
    private boolean brought;

    /**
     * Nothing read yet.
     *
     * @param gapNanos from a read that brought something to the next one; 0: none
     */
    ReadPace(long gapNanos) {
        this.gapNanos = gapNanos;
    }

    /** Kafka was read. */
    void read(int records, long nowNanos) {
        brought = records > 0;
        lastNanos = nowNanos;
    }

    /** How long to wait before the next read; 0: not at all. */
    long waitNanos(long nowNanos) {
        return brought ? Math.max(0, gapNanos - (nowNanos - lastNanos)) : 0;
    }
}
