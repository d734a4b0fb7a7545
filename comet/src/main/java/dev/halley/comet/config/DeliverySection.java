package dev.halley.comet.config;

import dev.halley.runtime.config.schema.Range;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of what jobs deliver: {@code halley.comet.delivery}. */
public interface DeliverySection {
    /** How long a room's first member waits for the jobs; who has not answered by then is cut off. */
    @WithDefault("1s")
    @Range(min = "10ms", max = "1m")
    Duration interestLimit();

    /** Messages of one job that may be unfinished; past it the job is not read. */
    @WithDefault("4096")
    @Range(min = "1", max = "1000000")
    int maxUnfinished();

    /** Bytes of those messages; past it the job is not read. */
    @WithDefault("33554432")
    @Range(min = "65536", max = "1073741824")
    int maxUnfinishedBytes();

    /** How long a finished record waits for others, so that one frame reports them all. */
    @WithDefault("2ms")
    @Range(min = "0s", max = "1s")
    Duration finishedDelay();
}
