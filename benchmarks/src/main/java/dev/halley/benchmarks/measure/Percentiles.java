package dev.halley.benchmarks.measure;

import org.HdrHistogram.Histogram;

/**
 * The figures of a latency, in milliseconds; 0 when nothing was recorded.
 *
 * @param p50 half are at most this
 * @param p99 all but one in a hundred
 * @param p999 all but one in a thousand
 * @param max the longest
 */
public record Percentiles(double p50, double p99, double p999, double max) {

    private static final double P50 = 50;
    private static final double P99 = 99;
    private static final double P999 = 99.9;
    private static final double US_PER_MS = 1_000;

    /** Reads a histogram of microseconds. */
    public static Percentiles ofMicros(Histogram us) {
        return new Percentiles(
                us.getValueAtPercentile(P50) / US_PER_MS,
                us.getValueAtPercentile(P99) / US_PER_MS,
                us.getValueAtPercentile(P999) / US_PER_MS,
                us.getMaxValue() / US_PER_MS);
    }
}
