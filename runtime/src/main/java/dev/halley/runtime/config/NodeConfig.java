package dev.halley.runtime.config;

import dev.halley.runtime.config.schema.Range;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Who a node is: {@code halley.node}. */
public interface NodeConfig {
    /** Name of the node, unique in its tier, the same over restarts; default: the tier and -1. */
    Optional<String> name();

    /** Region the node stands in; clients are sent to nodes of their region first. */
    @WithDefault("region-1")
    String region();

    /** Zone of the region the node stands in. */
    @WithDefault("zone-1")
    String zone();

    /** Host name or address that other nodes and clients reach this node by. */
    @WithDefault("127.0.0.1")
    String advertisedHost();

    /** Whether a starting node tries to reach itself by that name, and ends when it cannot. */
    @WithDefault("true")
    boolean checkAdvertised();

    /** Share of new clients this node takes, relative to the other nodes. */
    @WithDefault("10")
    @Range(min = "0", max = "10000")
    int weight();

    /** How long the node may finish its work before it stops. */
    @WithDefault("20s")
    @Range(min = "0s", max = "1h")
    Duration drainTime();
}
