package dev.halley.comet.config;

import dev.halley.runtime.config.schema.Range;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Calls to logic: {@code halley.comet.upstream}. */
public interface UpstreamConfig {
    /** Time logic has to authenticate a session. */
    @WithDefault("5s")
    @Range(min = "100ms", max = "1m")
    Duration connectDeadline();

    /** Sessions that logic is asked to authenticate at once; further ones wait their turn. */
    @WithDefault("256")
    @Range(min = "1", max = "100000")
    int connectsAtOnce();

    /** Time logic has for any other call. */
    @WithDefault("5s")
    @Range(min = "100ms", max = "1m")
    Duration deadline();

    /** How often routes are renewed; logic forgets one after three times its own setting. */
    @WithDefault("60s")
    @Range(min = "1s", max = "1h")
    Duration renewalInterval();

    /** Most messages of clients that go to logic in one call. */
    @WithDefault("500")
    @Range(min = "1", max = "10000")
    int receiveBatch();

    /** Bytes of clients' messages that may wait on each event loop; past it clients wait. */
    @WithDefault("4194304")
    @Range(min = "4096", max = "1073741824")
    int receiveQueueBytes();

    /** How long a client's message waits for a logic that is away before it is given up. */
    @WithDefault("30s")
    @Range(min = "100ms", max = "10m")
    Duration receivePatience();

    /** Ended sessions that logic could not be told of yet; past it the oldest are left to expire. */
    @WithDefault("100000")
    @Range(min = "1", max = "10000000")
    int disconnectQueue();

    /** How often counts of rooms that changed are reported. */
    @WithDefault("2s")
    @Range(min = "100ms", max = "1m")
    Duration reportInterval();

    /** How often counts of all rooms are reported. */
    @WithDefault("60s")
    @Range(min = "1s", max = "1h")
    Duration reportAllInterval();
}
