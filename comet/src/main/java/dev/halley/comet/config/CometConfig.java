package dev.halley.comet.config;

import dev.halley.runtime.config.schema.Range;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The connection tier: {@code halley.comet}. */
public interface CometConfig {
    /** Address that clients connect to; default: every address of the machine, IPv4 and IPv6. */
    Optional<String> host();

    /** Port for TCP clients; 0: a free one. */
    @WithDefault("3101")
    @Range(min = "0", max = "65535")
    int tcpPort();

    /** Port for WebSocket clients; 0: a free one. */
    @WithDefault("3102")
    @Range(min = "0", max = "65535")
    int wsPort();

    /** Path of the WebSocket endpoint. */
    @WithDefault("/sub")
    String wsPath();

    /** Event loops, each with its own sessions; 0: as many as there are processors. */
    @WithDefault("0")
    @Range(min = "0", max = "64")
    int eventLoops();

    /** How sockets are waited for; auto: epoll where it exists, else nio. */
    @WithDefault("auto")
    TransportKind transport();

    /** How long a starting comet waits for the jobs it knows of before it takes clients without. */
    @WithDefault("10s")
    @Range(min = "0s", max = "5m")
    Duration attachWait();

    /** Over how long a drain spreads the end of its sessions; never more than the drain time. */
    @WithDefault("10s")
    @Range(min = "0s", max = "1h")
    Duration drainWindow();

    /** gRPC, for jobs and logics. */
    GrpcConfig grpc();

    /** Bounds on connections and sessions. */
    SessionsConfig sessions();

    /** Bounds and options of sockets. */
    SocketConfig socket();

    /** Load balancers in front of comet. */
    ProxyConfig proxy();

    /** How messages are merged and paced. */
    FanoutSection fanout();

    /** What jobs deliver. */
    DeliverySection delivery();

    /** Messages that did not come live. */
    StreamsSection streams();

    /** Calls to logic. */
    UpstreamConfig upstream();
}
