package dev.halley.comet.bootstrap;

import dev.halley.comet.config.CometNodeConfig;
import dev.halley.runtime.config.NodeConfig;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import dev.halley.runtime.process.ProductVersion;
import java.util.HashMap;
import java.util.Map;

/** What a comet tells discovery about itself. */
final class SelfAddress {
    private SelfAddress() {}

    static NodeAddress of(CometNodeConfig config, NodeContext context, Map<String, Integer> ports) {
        NodeConfig node = config.node();
        Map<String, String> metadata = new HashMap<>();
        metadata.put(NodeMetadata.REGION, node.region());
        metadata.put(NodeMetadata.ZONE, node.zone());
        metadata.put(NodeMetadata.WEIGHT, Integer.toString(node.weight()));
        metadata.put(NodeMetadata.TCP_PORT, String.valueOf(ports.get("tcp")));
        metadata.put(NodeMetadata.WS_PORT, String.valueOf(ports.get("ws")));
        metadata.put(NodeMetadata.VERSION, ProductVersion.text());
        return new NodeAddress(
                NodeTier.COMET,
                context.instance().name(),
                node.advertisedHost(),
                ports.getOrDefault("grpc", 0),
                metadata);
    }
}
