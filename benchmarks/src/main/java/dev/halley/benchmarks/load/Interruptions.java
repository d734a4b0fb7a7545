package dev.halley.benchmarks.load;

import dev.halley.benchmarks.audit.Oddity;
import dev.halley.benchmarks.audit.Stall;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What sessions went through, over all loops.
 *
 * @param cuts connections that the server ended
 * @param reconnectUs from the cut of a session until it was online again
 * @param returns sessions that came back, by the half second of System.nanoTime
 * @param longestGapNanos longest time in which a session with a connection got nothing though
 *     something was due
 * @param stalls such times of more than 250 ms; those of one loop that ended together are one
 * @param oddities the first arrivals that were duplicated or reordered
 */
public record Interruptions(
        int cuts,
        Histogram reconnectUs,
        Map<Long, Integer> returns,
        long longestGapNanos,
        List<Stall> stalls,
        List<Oddity> oddities) {

    /** Nanoseconds of one key of {@link #returns}. */
    public static final long BUCKET_NANOS = LoopCounts.BUCKET_NANOS;
}
