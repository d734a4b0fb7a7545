package dev.halley.benchmarks.jvm;

/**
 * What a JVM did between two moments.
 *
 * @param allocatedBytes allocated on its heap; on JDK 17 by those threads that still live
 * @param heapAfterGcKb what was left on its heap after its last collection, of any kind, whenever
 *     that was; below 0: there was none yet
 * @param pauses times that it stood still to collect, or for a part of a collection
 * @param pausedMs how long, all together, in whole milliseconds
 * @param longestPauseMs how long at most at once, in whole milliseconds
 */
public record JvmUse(
        long allocatedBytes, long heapAfterGcKb, long pauses, long pausedMs, long longestPauseMs) {}
