package dev.halley.benchmarks.load.loop;

import dev.halley.benchmarks.audit.Gaps;
import dev.halley.benchmarks.audit.Oddity;
import dev.halley.benchmarks.load.Interruptions;
import dev.halley.benchmarks.load.LoadReport;
import dev.halley.benchmarks.load.LoadTotals;
import dev.halley.benchmarks.recovery.RecoveryCounts;
import dev.halley.benchmarks.storm.LatencyTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * What one loop has counted. Plain fields for the loop's own thread; {@link #publish()} makes a
 * copy of the few that others watch while the run goes on.
 */
final class LoopCounts {

    /** Longest latency told apart; longer ones count as this. */
    static final long LONGEST_US = 300_000_000L;

    private static final int DIGITS = 3;

    final Histogram latencyUs = new Histogram(LONGEST_US, DIGITS);
    final Histogram handshakeUs = new Histogram(LONGEST_US, DIGITS);
    final Histogram reconnectUs = new Histogram(LONGEST_US, DIGITS);
    final Gaps gaps = new Gaps();
    final RecoveryCounts recovery = new RecoveryCounts();
    final LatencyTrace trace = new LatencyTrace();

    /** Sessions that came back, by the half second of System.nanoTime. */
    final Map<Long, Integer> returns = new TreeMap<>();

    final AtomicInteger everOnline = new AtomicInteger();

    /** The first arrivals that were duplicated or reordered. */
    final List<Oddity> oddities = new ArrayList<>();

    long deliveries;
    long measured;
    long duplicated;
    long reordered;
    long misrouted;
    long strays;
    long frames;
    long bytes;
    long lastMeasuredNanos;
    int cuts;

    /** Sessions online now. */
    int present;

    private volatile long seenDeliveries;
    private volatile long seenFrames;
    private volatile int seenCuts;
    private volatile int seenPresent;

    void recordLatency(long nanos) {
        latencyUs.recordValue(bounded(nanos));
    }

    /** A connection is online, so long after its dial. */
    void shookHands(long nanos) {
        handshakeUs.recordValue(bounded(nanos));
    }

    /** A session is back. */
    void returned(long awayNanos, long nowNanos) {
        reconnectUs.recordValue(bounded(awayNanos));
        returns.merge(Math.floorDiv(nowNanos, Interruptions.BUCKET_NANOS), 1, Integer::sum);
    }

    void odd(Oddity oddity) {
        if (oddities.size() < Interruptions.MOST_ODDITIES) {
            oddities.add(oddity);
        }
    }

    void publish() {
        if (seenDeliveries != deliveries) {
            seenDeliveries = deliveries;
        }
        if (seenFrames != frames) {
            seenFrames = frames;
        }
        if (seenCuts != cuts) {
            seenCuts = cuts;
        }
        if (seenPresent != present) {
            seenPresent = present;
        }
    }

    /** What was counted, once the loop has ended; of its sessions so many were not back. */
    LoadReport report(int away) {
        return new LoadReport(
                new LoadTotals(
                        latencyUs,
                        deliveries,
                        measured,
                        duplicated,
                        reordered,
                        misrouted,
                        strays,
                        frames,
                        lastMeasuredNanos,
                        away),
                new Interruptions(
                        cuts,
                        reconnectUs,
                        returns,
                        gaps.longestNanos(),
                        gaps.stalls(),
                        List.copyOf(oddities)),
                recovery.totals(),
                handshakeUs,
                List.of());
    }

    long seenDeliveries() {
        return seenDeliveries;
    }

    long seenFrames() {
        return seenFrames;
    }

    int seenCuts() {
        return seenCuts;
    }

    int seenPresent() {
        return seenPresent;
    }

    private static long bounded(long nanos) {
        long us = nanos < 0 ? 0 : nanos / 1_000;
        return Math.min(us, LONGEST_US);
    }
}
