package dev.halley.benchmarks.measure;

/**
 * A process at one moment.
 *
 * @param cpuNanos CPU time it has used, user and system, in steps of 10 ms
 * @param rssKb resident memory
 */
public record ProcessSample(long cpuNanos, long rssKb) {}
