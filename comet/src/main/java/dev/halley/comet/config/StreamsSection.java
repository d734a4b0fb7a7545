package dev.halley.comet.config;

import dev.halley.runtime.config.schema.Range;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Messages that did not come live: {@code halley.comet.streams}. */
public interface StreamsSection {
    /** Bytes of the newest room messages that this node keeps for who joins or missed something. */
    @WithDefault("67108864")
    @Range(min = "0", max = "17179869184")
    long recentBytes();

    /** Calls for history that may be under way at once; further ones wait. */
    @WithDefault("32")
    @Range(min = "1", max = "1000")
    int historyCalls();

    /**
     * How long a missing message is asked for before it is given up. Twice as long for who catches up.
     */
    @WithDefault("10s")
    @Range(min = "100ms", max = "1m")
    Duration historyPatience();

    /** How often streams with members here are compared with where they end. */
    @WithDefault("25s")
    @Range(min = "100ms", max = "1h")
    Duration checkInterval();
}
