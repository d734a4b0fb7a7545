package dev.halley.runtime.rpc;

import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Channels to other nodes. The caller closes a channel with {@link ManagedChannel#shutdownNow}.
 * Connections are made by gRPC in the background and made again when they break. Thread-safe.
 */
public final class GrpcChannels {
    private static final int MESSAGE_BYTES = 4 * 1024 * 1024;
    private static final int WINDOW_BYTES = 4 * 1024 * 1024;
    private static final long KEEP_ALIVE_S = 10;
    private static final double MAX_ATTEMPTS = 4;

    private final Discovery discovery;

    /** Channels that find a tier through this discovery. */
    public GrpcChannels(Discovery discovery) {
        this.discovery = discovery;
    }

    /**
     * A channel to every node of a tier, calls in turn. A call that meets a node that is gone (status
     * UNAVAILABLE) is made again on another one, four attempts in all, within the caller's deadline;
     * so a request may reach two nodes, and must be safe to repeat. While the tier has no node calls
     * fail with UNAVAILABLE, unless they wait for ready.
     */
    // What replaces the deprecated method is a registry for the whole JVM; nodes of one JVM have a
    // discovery each.
    @SuppressWarnings("deprecation")
    public ManagedChannel toTier(NodeTier tier) {
        return builder(NettyChannelBuilder.forTarget("halley:///" + tier.label()))
                .nameResolverFactory(new DiscoveryResolverFactory(discovery, tier))
                .defaultLoadBalancingPolicy("round_robin")
                .defaultServiceConfig(failover())
                .enableRetry()
                .build();
    }

    /** A channel to exactly this node. Calls are not repeated. */
    public ManagedChannel toNode(NodeAddress node) {
        return builder(NettyChannelBuilder.forAddress(node.host(), node.port()))
                .disableRetry()
                .build();
    }

    private static NettyChannelBuilder builder(NettyChannelBuilder builder) {
        return builder.usePlaintext()
                .maxInboundMessageSize(MESSAGE_BYTES)
                .flowControlWindow(WINDOW_BYTES)
                .keepAliveTime(KEEP_ALIVE_S, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEP_ALIVE_S, TimeUnit.SECONDS)
                .keepAliveWithoutCalls(true);
    }

    private static Map<String, ?> failover() {
        Map<String, Object> retry =
                Map.of(
                        "maxAttempts",
                        MAX_ATTEMPTS,
                        "initialBackoff",
                        "0.01s",
                        "maxBackoff",
                        "0.2s",
                        "backoffMultiplier",
                        3.0,
                        "retryableStatusCodes",
                        List.of("UNAVAILABLE"));
        // One entry without a name stands for every method.
        return Map.of(
                "methodConfig", List.of(Map.of("name", List.of(Map.of()), "retryPolicy", retry)));
    }
}
