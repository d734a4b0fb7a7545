package dev.halley.runtime.discovery.consul.client;

import dev.halley.runtime.config.ConsulConfig;
import dev.halley.runtime.discovery.SeenNode;
import dev.halley.runtime.management.ManagementServer;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kiwiproject.consul.model.agent.ImmutableRegCheck;
import org.kiwiproject.consul.model.agent.ImmutableRegistration;
import org.kiwiproject.consul.model.agent.Registration;
import org.kiwiproject.consul.model.health.Service;
import org.kiwiproject.consul.model.health.ServiceHealth;

/** Nodes as services of Consul, and back. */
final class Services {
    private static final String PASSING = "passing";
    private static final String NAME = "name";

    private final ConsulConfig config;

    Services(ConsulConfig config) {
        this.config = config;
    }

    String name(NodeTier tier) {
        return config.servicePrefix() + "-" + tier.label();
    }

    String id(NodeAddress node) {
        return name(node.tier()) + "-" + node.name();
    }

    Registration registration(NodeAddress node) {
        ImmutableRegistration.Builder service =
                ImmutableRegistration.builder()
                        .id(id(node))
                        .name(name(node.tier()))
                        .address(node.host())
                        .port(node.port())
                        .addAllTags(
                                Stream.of(NodeMetadata.REGION, NodeMetadata.ZONE)
                                        .flatMap(k -> Stream.ofNullable(node.metadata().get(k)))
                                        .toList())
                        .putAllMeta(node.metadata())
                        .putMeta(NAME, node.name());
        String port = node.metadata().get(NodeMetadata.MANAGEMENT_PORT);
        if (port != null) {
            service.check(check(node, port));
        }
        return service.build();
    }

    // It has just tried itself, so it begins as passing: the others see it at once. The check asks
    // for this life: the next one, at the same port, must not answer for what its dead predecessor
    // registered.
    private Registration.RegCheck check(NodeAddress node, String port) {
        String host = node.host().indexOf(':') >= 0 ? "[" + node.host() + "]" : node.host();
        return ImmutableRegCheck.builder()
                .http("http://" + host + ":" + port + liveness(node))
                .interval(config.checkInterval().toMillis() + "ms")
                .timeout(config.checkTimeout().toMillis() + "ms")
                .deregisterCriticalServiceAfter(config.deregisterAfter().toSeconds() + "s")
                .status(PASSING)
                .build();
    }

    private static String liveness(NodeAddress node) {
        return node.instance()
                .map(instance -> ManagementServer.LIVENESS + "/" + instance)
                .orElse(ManagementServer.LIVENESS);
    }

    /** The node behind an entry; empty if it is none that Halley wrote. */
    Optional<SeenNode> node(NodeTier tier, ServiceHealth entry) {
        boolean passing =
                entry.getChecks().stream().allMatch(check -> check.getStatus().equals(PASSING));
        return address(tier, entry.getService()).map(node -> new SeenNode(node, passing));
    }

    List<SeenNode> nodes(NodeTier tier, List<ServiceHealth> entries) {
        return entries.stream().flatMap(entry -> node(tier, entry).stream()).toList();
    }

    private static Optional<NodeAddress> address(NodeTier tier, Service service) {
        Map<String, String> metadata = new HashMap<>(service.getMeta());
        String name = metadata.remove(NAME);
        if (name == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new NodeAddress(tier, name, service.getAddress(), service.getPort(), metadata));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
