package dev.halley.logic.config;

import dev.halley.runtime.config.schema.Range;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What clients are told about where to connect: {@code halley.logic.nodes}. */
public interface NodesConfig {
    /** Host name that clients are given when no comet is known. */
    @WithDefault("127.0.0.1")
    String defaultDomain();

    /** What stands behind a node's name in the host names for browsers; none: its own address. */
    Optional<String> hostDomain();

    /** TCP port of comets that do not tell theirs. */
    @WithDefault("3101")
    @Range(min = "0", max = "65535")
    int tcpPort();

    /** WebSocket port of comets that do not tell theirs. */
    @WithDefault("3102")
    @Range(min = "0", max = "65535")
    int wsPort();

    /** Port where a load balancer serves WebSocket over TLS. */
    @WithDefault("3103")
    @Range(min = "0", max = "65535")
    int wssPort();

    /** How often a client has to send a heartbeat. */
    @WithDefault("240s")
    @Range(min = "1s", max = "1h")
    Duration heartbeat();

    /** How many heartbeats a client may miss. */
    @WithDefault("2")
    @Range(min = "1", max = "100")
    int heartbeatMax();

    /** How much more a node of the client's own region counts. */
    @WithDefault("1.6")
    @Range(min = "1", max = "1000")
    double regionWeight();

    /** Region of a place that clients may name, by the place; a place not listed is a region. */
    Map<String, String> regions();

    /** How clients are to space their attempts to connect. */
    BackoffConfig backoff();

    /** Growing pauses between attempts: {@code halley.logic.nodes.backoff}. */
    interface BackoffConfig {
        /** The longest pause. */
        @WithDefault("300s")
        @Range(min = "1s", max = "1h")
        Duration maxDelay();

        /** The first pause. */
        @WithDefault("3s")
        @Range(min = "1s", max = "1h")
        Duration baseDelay();

        /** How much longer each pause is than the one before. */
        @WithDefault("1.8")
        @Range(min = "1", max = "100")
        double factor();

        /** By how much of itself a pause is varied, up or down. */
        @WithDefault("0.3")
        @Range(min = "0", max = "1")
        double jitter();
    }
}
