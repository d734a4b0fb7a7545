package dev.halley.cluster.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One node of a local cluster.
 *
 * @param name the tier and a number, such as {@code comet-1}
 * @param tier what it is
 * @param number its number, from 1
 * @param ports its ports by name, in the order of {@link ClusterTier#portNames()}
 */
public record PlannedNode(String name, ClusterTier tier, int number, Map<String, Integer> ports) {
    /** Copies the ports, keeping their order. */
    public PlannedNode {
        ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
        if (!ports.keySet().containsAll(tier.portNames())) {
            throw new IllegalArgumentException(name + ": ports " + ports);
        }
    }

    /** The port of this name, which its tier must have. */
    public int port(String what) {
        Integer port = ports.get(what);
        if (port == null) {
            throw new IllegalArgumentException(
                    name + ": no port " + what + " (expected: one of " + ports.keySet() + ")");
        }
        return port;
    }

    /** {@code host:port} of this port. */
    public String address(String what) {
        return "127.0.0.1:" + port(what);
    }
}
