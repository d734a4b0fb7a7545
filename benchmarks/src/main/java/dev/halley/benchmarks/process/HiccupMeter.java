package dev.halley.benchmarks.process;

import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * A thread that sleeps for two milliseconds at a time and notes how late it wakes. Nothing of the
 * server is in that: so late is whatever this machine and this JVM do, their own pauses included.
 */
public final class HiccupMeter {

    private static final long LONGEST_US = 300_000_000L;
    private static final long PERIOD_NANOS = 2_000_000L;
    private static final long NANOS_PER_US = 1_000;

    private final Histogram lateUs = new Histogram(LONGEST_US, 3);
    private final Thread thread = new Thread(this::measure, "bench-hiccups");
    private volatile boolean stopped;

    private HiccupMeter() {
        thread.setDaemon(true);
    }

    /** One that measures from now on. */
    public static HiccupMeter start() {
        HiccupMeter meter = new HiccupMeter();
        meter.thread.start();
        return meter;
    }

    /**
     * Stops it. How late something would have been that was due at any moment meanwhile: a long
     * hiccup counts for all its length, not once.
     */
    public Histogram stop() throws InterruptedException {
        stopped = true;
        LockSupport.unpark(thread);
        thread.join();
        return lateUs;
    }

    private void measure() {
        long due = System.nanoTime() + PERIOD_NANOS;
        while (!stopped) {
            LockSupport.parkNanos(due - System.nanoTime());
            long now = System.nanoTime();
            if (now - due >= 0) {
                long late = Math.min(LONGEST_US, (now - due) / NANOS_PER_US);
                lateUs.recordValueWithExpectedInterval(late, PERIOD_NANOS / NANOS_PER_US);
                due = now + PERIOD_NANOS;
            }
        }
    }
}
