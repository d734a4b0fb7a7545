package dev.halley.benchmarks.load;

import dev.halley.benchmarks.audit.Oddity;
import dev.halley.benchmarks.audit.Stall;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What sessions went through.
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
    public static final long BUCKET_NANOS = 500_000_000L;

    /** Most oddities that are kept. */
    public static final int MOST_ODDITIES = 100_000;

    static Interruptions sum(List<Interruptions> parts) {
        Map<Long, Integer> returns = new TreeMap<>();
        parts.forEach(
                part ->
                        part.returns.forEach(
                                (bucket, count) -> returns.merge(bucket, count, Integer::sum)));
        return new Interruptions(
                parts.stream().mapToInt(Interruptions::cuts).sum(),
                LoadReport.sumOf(parts.stream().map(Interruptions::reconnectUs).toList()),
                returns,
                parts.stream().mapToLong(Interruptions::longestGapNanos).max().orElse(0),
                parts.stream().flatMap(part -> part.stalls.stream()).toList(),
                parts.stream()
                        .flatMap(part -> part.oddities.stream())
                        .limit(MOST_ODDITIES)
                        .toList());
    }
}
