package dev.halley.comet.bootstrap;

import dev.halley.comet.frames.Variant;
import dev.halley.comet.session.shared.OtherNodes;
import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.discovery.Subscription;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The other comets that take clients, as discovery shows them. Thread-safe. */
final class OtherComets implements OtherNodes, AutoCloseable {
    /** So many are named to one client. */
    private static final int MOST = 5;

    private final String self;
    private final Subscription watch;
    private volatile List<NodeAddress> others = List.of();

    /** Watches from now on. */
    OtherComets(Discovery discovery, String self) {
        this.self = self;
        this.watch = discovery.watch(NodeTier.COMET, view -> others = taking(view.nodes()));
    }

    private List<NodeAddress> taking(List<NodeAddress> nodes) {
        return nodes.stream().filter(this::takesClients).toList();
    }

    private boolean takesClients(NodeAddress node) {
        Map<String, String> told = node.metadata();
        return !node.name().equals(self)
                && !"false".equals(told.get(NodeMetadata.ACCEPTING))
                && !"0".equals(told.get(NodeMetadata.WEIGHT));
    }

    @Override
    public List<String> of(Variant variant) {
        String port = variant.isWebSocket() ? NodeMetadata.WS_PORT : NodeMetadata.TCP_PORT;
        List<String> named = new ArrayList<>();
        for (NodeAddress node : others) {
            if (node.metadata().containsKey(port)) {
                named.add(address(node, node.metadata().getOrDefault(port, "")));
            }
        }
        Collections.shuffle(named);
        return named.size() > MOST ? List.copyOf(named.subList(0, MOST)) : named;
    }

    private static String address(NodeAddress node, String port) {
        String host = node.metadata().getOrDefault(NodeMetadata.CLIENT_HOST, node.host());
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public void close() {
        watch.close();
    }
}
