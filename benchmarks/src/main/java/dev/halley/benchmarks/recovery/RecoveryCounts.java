package dev.halley.benchmarks.recovery;

import org.HdrHistogram.Histogram;

/** What clients of version 2 went through. Written by one thread; read after it has ended. */
public final class RecoveryCounts {

    private static final long LONGEST_US = 300_000_000L;
    private static final long NANOS_PER_US = 1_000;

    private final Histogram recoveryUs = new Histogram(LONGEST_US, 3);
    private final Histogram liveUs = new Histogram(LONGEST_US, 3);
    private long cuts;
    private long recovered;
    private long notRecovered;
    private long gaps;
    private long holes;
    private long stale;
    private long recoveredMessages;
    private long lastBackNanos;
    private long lastRecoveryNanos;

    /** Nothing happened yet. */
    public RecoveryCounts() {}

    /** Connections that the harness cut itself. */
    public long cuts() {
        return cuts;
    }

    /** Recoveries that the server answered with yes. */
    public long recovered() {
        return recovered;
    }

    /** Recoveries that it answered with no, or not at all. */
    public long notRecovered() {
        return notRecovered;
    }

    /** Gaps that it told. */
    public long gaps() {
        return gaps;
    }

    /** Times that offsets were passed over without a word. */
    public long holes() {
        return holes;
    }

    /** Messages that were not higher than the position, and dropped. */
    public long stale() {
        return stale;
    }

    /** Messages that were pushed before the connection that brought them, and came by recovery. */
    public long recoveredMessages() {
        return recoveredMessages;
    }

    /** When the last session came back, System.nanoTime; 0: none did. */
    public long lastBackNanos() {
        return lastBackNanos;
    }

    /** When the last session had everything that it missed; 0: none did. */
    public long lastRecoveryNanos() {
        return lastRecoveryNanos;
    }

    /** From the dial until everything missed was there. */
    public Histogram recoveryUs() {
        return recoveryUs;
    }

    /** From due to arrival of what was pushed after a session came back. */
    public Histogram liveUs() {
        return liveUs;
    }

    /** Adds what another thread has counted. */
    public void add(RecoveryCounts other) {
        recoveryUs.add(other.recoveryUs);
        liveUs.add(other.liveUs);
        cuts += other.cuts;
        recovered += other.recovered;
        notRecovered += other.notRecovered;
        gaps += other.gaps;
        holes += other.holes;
        stale += other.stale;
        recoveredMessages += other.recoveredMessages;
        lastBackNanos = later(lastBackNanos, other.lastBackNanos);
        lastRecoveryNanos = later(lastRecoveryNanos, other.lastRecoveryNanos);
    }

    /** The harness cut a connection. */
    public void cut() {
        cuts++;
    }

    void recoveryBegan() {
        recovered++;
    }

    void back(long nowNanos) {
        lastBackNanos = nowNanos;
    }

    void recoveryEnded(long nanos, long nowNanos) {
        lastRecoveryNanos = nowNanos;
        recoveryUs.recordValue(us(nanos));
    }

    void recoveryFailed() {
        notRecovered++;
    }

    void gap() {
        gaps++;
    }

    void step(StreamPosition.Step step) {
        if (step == StreamPosition.Step.STALE) {
            stale++;
        } else if (step == StreamPosition.Step.HOLE) {
            holes++;
        }
    }

    void recoveredMessage() {
        recoveredMessages++;
    }

    void live(long nanos) {
        liveUs.recordValue(us(nanos));
    }

    private static long later(long one, long other) {
        return one == 0 || (other != 0 && other - one > 0) ? other : one;
    }

    private static long us(long nanos) {
        return Math.max(0, Math.min(LONGEST_US, nanos / NANOS_PER_US));
    }
}
