package dev.halley.comet.history;

import java.time.Duration;

/**
 * Bounds of reading streams.
 *
 * @param maxCalls calls that may be under way; further ones wait
 * @param maxWaiting reads of holes and questions of joins that may wait, and as many others; past it
 *     they are refused, which is a gap for who asked
 * @param pause before a call that failed is sent again
 * @param patience after which a hole is given up, from the moment of asking, and a call for joins,
 *     whose clients do not wait for longer. What is behind a hole is not finished meanwhile, and a job
 *     passes a comet over that finishes nothing for 15 s: well below that
 * @param pageSize messages of one page
 */
public record HistoryBounds(
        int maxCalls, int maxWaiting, Duration pause, Duration patience, int pageSize) {
    /** 32 calls, 100,000 waiting, again after 200 ms, given up after 10 s, 500 messages a page. */
    public static final HistoryBounds DEFAULT =
            new HistoryBounds(32, 100_000, Duration.ofMillis(200), Duration.ofSeconds(10), 500);

    /**
     * After which other reads are given up, twice as much: nothing waits behind them, and whose page is
     * given up has to load everything anew, in a storm of all times.
     */
    Duration catchUpPatience() {
        return patience.multipliedBy(2);
    }
}
