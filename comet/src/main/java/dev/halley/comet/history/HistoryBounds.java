package dev.halley.comet.history;

import java.time.Duration;

/**
 * Bounds of reading streams.
 *
 * @param maxCalls calls that may be under way; further ones wait
 * @param maxWaiting reads that may wait; past it they are refused, which is a gap for who asked
 * @param pause before a call that failed is sent again
 * @param patience after which a read is given up
 * @param pageSize messages of one page
 */
public record HistoryBounds(
        int maxCalls, int maxWaiting, Duration pause, Duration patience, int pageSize) {
    /** 32 calls, 100,000 waiting, again after 200 ms, given up after 20 s, 500 messages a page. */
    public static final HistoryBounds DEFAULT =
            new HistoryBounds(32, 100_000, Duration.ofMillis(200), Duration.ofSeconds(20), 500);
}
