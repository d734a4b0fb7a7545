package dev.halley.runtime.node;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a node is reached by other nodes.
 *
 * @param tier the node's tier
 * @param name its name, the same over restarts, unique in the tier
 * @param host a host name or address that other nodes can connect to
 * @param port its gRPC port, 0 for a node that serves none
 * @param metadata what the node tells about itself, such as region, zone and weight
 */
public record NodeAddress(
        NodeTier tier, String name, String host, int port, Map<String, String> metadata) {
    /** Checks the name and the port, and takes a copy of the metadata. */
    public NodeAddress {
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(host, "host");
        InstanceId.checkName(name);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 0..65535)");
        }
        metadata = Map.copyOf(metadata);
    }

    /** An address that tells nothing about its node. */
    public static NodeAddress of(NodeTier tier, String name, String host, int port) {
        return new NodeAddress(tier, name, host, port, Map.of());
    }

    /** {@code host:port}, an IPv6 address in brackets. */
    public String hostAndPort() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /** Which life of the node this is; empty when that is not told, as by a configured address. */
    public Optional<InstanceId> instance() {
        try {
            return Optional.ofNullable(metadata.get(NodeMetadata.INSTANCE)).map(InstanceId::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
