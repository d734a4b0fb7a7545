package dev.halley.benchmarks.storm;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/** Latencies by when their message was due. Written by one thread, read after it has ended. */
public final class LatencyTrace {

    private static final int FIRST_SIZE = 1_024;
    private static final int MOST = 4_000_000;
    private static final long LONGEST_US = 300_000_000L;
    private static final long NANOS_PER_US = 1_000;

    private long[] dueNanos = new long[FIRST_SIZE];
    private long[] latencyNanos = new long[FIRST_SIZE];
    private int size;

    /** Nothing was recorded yet. */
    public LatencyTrace() {}

    /** Takes one; beyond four million they are dropped. */
    public void add(long due, long latency) {
        if (size == MOST) {
            return;
        }
        if (size == dueNanos.length) {
            dueNanos = Arrays.copyOf(dueNanos, 2 * size);
            latencyNanos = Arrays.copyOf(latencyNanos, 2 * size);
        }
        dueNanos[size] = due;
        latencyNanos[size] = latency;
        size++;
    }

    /** Those of messages that were due in this time, in microseconds. */
    public Histogram between(long fromNanos, long toNanos) {
        Histogram us = new Histogram(LONGEST_US, 3);
        for (int i = 0; i < size; i++) {
            if (dueNanos[i] - fromNanos >= 0 && dueNanos[i] - toNanos < 0) {
                us.recordValue(Math.max(0, Math.min(LONGEST_US, latencyNanos[i] / NANOS_PER_US)));
            }
        }
        return us;
    }

    /** Adds what another thread has recorded. */
    public void add(LatencyTrace other) {
        for (int i = 0; i < other.size; i++) {
            add(other.dueNanos[i], other.latencyNanos[i]);
        }
    }
}
