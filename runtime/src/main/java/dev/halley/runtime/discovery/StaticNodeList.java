package dev.halley.runtime.discovery;

import dev.halley.runtime.config.ConfigException;
import dev.halley.runtime.config.DiscoveryConfig;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the configured nodes: {@code name=host:port}, or the name alone for a job. */
public final class StaticNodeList {
    private final List<NodeAddress> nodes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private StaticNodeList() {}

    /**
     * The discovery that the configuration asks for.
     *
     * @throws ConfigException naming every entry that cannot be read
     */
    public static Discovery discovery(DiscoveryConfig config) {
        return new StaticDiscovery(parse(config.fixed()));
    }

    static List<NodeAddress> parse(DiscoveryConfig.StaticNodes config) {
        StaticNodeList list = new StaticNodeList();
        list.addAll(NodeTier.COMET, config.comets());
        list.addAll(NodeTier.LOGIC, config.logics());
        list.addAll(NodeTier.JOB, config.jobs());
        if (!list.problems.isEmpty()) {
            throw new ConfigException(list.problems);
        }
        return List.copyOf(list.nodes);
    }

    private void addAll(NodeTier tier, Optional<List<String>> entries) {
        entries.orElse(List.of()).forEach(entry -> add(tier, entry.trim()));
    }

    private void add(NodeTier tier, String entry) {
        try {
            nodes.add(address(tier, entry));
        } catch (RuntimeException e) {
            String expected = tier == NodeTier.JOB ? "name" : "name=host:port";
            problems.add(
                    "halley.discovery.static."
                            + tier.label()
                            + "s: "
                            + entry
                            + " (expected: "
                            + expected
                            + ")");
        }
    }

    private static NodeAddress address(NodeTier tier, String entry) {
        int equals = entry.indexOf('=');
        if (equals < 0 && tier == NodeTier.JOB) {
            return NodeAddress.of(tier, entry, "", 0);
        }
        // A URI knows about brackets around an IPv6 address.
        URI at = URI.create("grpc://" + entry.substring(equals + 1));
        if (equals < 0 || at.getHost() == null || at.getPort() < 1) {
            throw new IllegalArgumentException(entry);
        }
        String host = at.getHost().replaceAll("[\\[\\]]", "");
        return NodeAddress.of(tier, entry.substring(0, equals), host, at.getPort());
    }
}
