package dev.halley.logic.nodes;

import dev.halley.logic.config.NodesConfig;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Tells clients where to connect, by configuration and load. Thread-safe, does not block. */
public final class ConnectAdvice {
    private static final int MAX_NODES = 5;
    private static final String PLATFORM_WEB = "web";

    private final NodesConfig config;
    private final NodeDirectory directory;

    /** Advice out of this directory. */
    public ConnectAdvice(NodesConfig config, NodeDirectory directory) {
        this.config = config;
        this.directory = directory;
    }

    /** What goes with every advice: heartbeat, backoff, default domain. */
    public NodesConfig config() {
        return config;
    }

    /**
     * Where a client should connect. Never fails.
     *
     * @param platform {@code web} is given host names, any other addresses
     * @param place the client's region, or a place configured for one; empty: not known
     */
    public CompletionStage<Advice> advise(String platform, String place) {
        String region = config.regions().getOrDefault(place, place);
        return directory
                .best(region, config.regionWeight(), MAX_NODES)
                .thenApply(nodes -> advice(nodes, platform));
    }

    private Advice advice(List<CometEntry> nodes, String platform) {
        if (nodes.isEmpty()) {
            return new Advice(
                    List.of(config.defaultDomain()), config.tcpPort(), config.wsPort(), nodes);
        }
        List<String> hosts = nodes.stream().map(node -> host(node, platform)).toList();
        CometEntry first = nodes.get(0);
        return new Advice(hosts, tcpPort(first), wsPort(first), nodes);
    }

    private String host(CometEntry node, String platform) {
        return platform.equals(PLATFORM_WEB) && config.hostDomain().isPresent()
                ? node.name() + config.hostDomain().get()
                : node.host();
    }

    /** The node's TCP port; the configured one if it tells none. */
    public int tcpPort(CometEntry node) {
        return node.tcpPort() > 0 ? node.tcpPort() : config.tcpPort();
    }

    /** The node's WebSocket port; the configured one if it tells none. */
    public int wsPort(CometEntry node) {
        return node.wsPort() > 0 ? node.wsPort() : config.wsPort();
    }

    /**
     * Where to connect.
     *
     * @param hosts best first, at least one
     * @param tcpPort of the first
     * @param wsPort of the first
     * @param nodes behind the hosts; empty when the host is the default domain
     */
    public record Advice(List<String> hosts, int tcpPort, int wsPort, List<CometEntry> nodes) {}
}
