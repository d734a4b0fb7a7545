package dev.halley.runtime.process;

import dev.halley.runtime.config.NodeConfig;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import java.util.HashMap;
import java.util.Map;

/** What a node tells discovery about itself. */
public final class SelfAddress {
    private SelfAddress() {}

    /**
     * The node's address with what every tier tells.
     *
     * @param port of the node's gRPC server, 0 without one
     * @param more what only this tier tells, by the keys of {@link NodeMetadata}
     */
    public static NodeAddress of(
            NodeTier tier,
            NodeConfig node,
            NodeContext context,
            int port,
            Map<String, String> more) {
        Map<String, String> metadata = new HashMap<>(more);
        metadata.put(NodeMetadata.INSTANCE, context.instance().toString());
        metadata.put(NodeMetadata.REGION, node.region());
        metadata.put(NodeMetadata.ZONE, node.zone());
        metadata.put(NodeMetadata.WEIGHT, Integer.toString(node.weight()));
        metadata.put(NodeMetadata.VERSION, ProductVersion.text());
        if (context.managementPort() > 0) {
            metadata.put(NodeMetadata.MANAGEMENT_PORT, Integer.toString(context.managementPort()));
        }
        return new NodeAddress(
                tier, context.instance().name(), node.advertisedHost(), port, metadata);
    }
}
