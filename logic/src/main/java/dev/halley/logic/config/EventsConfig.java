package dev.halley.logic.config;

import dev.halley.runtime.config.schema.Range;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The topic halley-events: {@code halley.logic.events}. */
public interface EventsConfig {
    /** Which events are written; users: only users that come online and go offline. */
    @WithDefault("none")
    EventKinds kinds();

    /** Bytes of events that may wait for Kafka; past it events are dropped and counted. */
    @WithDefault("8388608")
    @Range(min = "1048576", max = "1073741824")
    long bufferBytes();

    /** How long an event may wait for Kafka before it is dropped and counted. */
    @WithDefault("30s")
    @Range(min = "1s", max = "10m")
    Duration patience();

    /** How long an event may wait for others to go to Kafka with, or until 32 wait. */
    @WithDefault("20ms")
    @Range(min = "0s", max = "1s")
    Duration linger();
}
