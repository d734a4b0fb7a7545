package dev.halley.comet.config;

import dev.halley.runtime.config.schema.Range;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How messages are merged and paced: {@code halley.comet.fanout}. */
public interface FanoutSection {
    /**
     * Part of its time that an event loop may spend writing room messages and broadcasts; small rooms
     * that were quiet come on top.
     */
    @WithDefault("0.5")
    @Range(min = "0.01", max = "1")
    double duty();

    /**
     * Longest time a message waits to be merged with others. A small room that got nothing for a
     * quarter of it is quiet: its message does not wait.
     */
    @WithDefault("100ms")
    @Range(min = "0s", max = "5s")
    Duration maxWait();

    /** Size up to which messages are merged into one write, in bytes. */
    @WithDefault("65536")
    @Range(min = "1024", max = "16777216")
    int maxMergedBytes();

    /** A session that cannot be written to for so long is closed. */
    @WithDefault("10s")
    @Range(min = "10ms", max = "10m")
    Duration slowConsumerLimit();
}
