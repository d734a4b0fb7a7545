package dev.halley.benchmarks.storm;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * When all clients were cut, and the nodes' metrics around it.
 *
 * @param nanos when
 * @param before metrics right before
 * @param after metrics when everybody had come back and everything had arrived
 */
public record StormMoment(long nanos, MetricsPage before, MetricsPage after) {

    private static final String PAGES = "halley_logic_streams_pages_seconds_count";
    private static final String TIPS = "halley_logic_streams_tips_total";

    /** Now, before the cut. Blocks for the metrics. */
    public static StormMoment now(List<InetSocketAddress> managements) {
        MetricsPage page = MetricsPage.of(managements);
        return new StormMoment(System.nanoTime(), page, page);
    }

    /** The same with the metrics as they are now. Blocks for them. */
    public StormMoment until(List<InetSocketAddress> managements) {
        return new StormMoment(nanos, before, MetricsPage.of(managements));
    }

    /** Pages of streams that were read from Redis meanwhile. */
    public double pages() {
        return after.sum(PAGES) - before.sum(PAGES);
    }

    /** Streams of which the end was looked up in Redis meanwhile. */
    public double tips() {
        return after.sum(TIPS) - before.sum(TIPS);
    }

    /** Whether the metrics could be read. */
    public boolean metered() {
        return !before.isEmpty() && !after.isEmpty();
    }
}
