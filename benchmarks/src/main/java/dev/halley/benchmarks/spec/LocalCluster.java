package dev.halley.benchmarks.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.halley.benchmarks.client.LoadTarget;
import dev.halley.benchmarks.client.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A cluster that {@code halley cluster up} made, seen through the file in which it remembers its
 * nodes: their ports stay over a restart, their pids do not.
 */
public final class LocalCluster implements Server {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final String name;
    private final Wire wire;

    /**
     * The cluster of this name.
     *
     * @param all folder of all clusters
     * @param wire what sessions speak, goim's frames over one transport or the other
     */
    public LocalCluster(Path all, String name, Wire wire) {
        if (wire == Wire.CENTRIFUGO) {
            throw new IllegalArgumentException(
                    "transport: %s (expected: tcp or ws, with --cluster)".formatted(wire));
        }
        this.file = all.resolve(name).resolve("state.json");
        this.name = name;
        this.wire = wire;
    }

    @Override
    public ServerView look() {
        List<LoadTarget> comets = new ArrayList<>();
        List<InetSocketAddress> rest = new ArrayList<>();
        Map<String, Long> pids = new LinkedHashMap<>();
        List<InetSocketAddress> managements = new ArrayList<>();
        for (JsonNode node : nodes()) {
            JsonNode ports = node.path("ports");
            if (ports.has("management")) {
                managements.add(port(ports, "management"));
            }
            switch (node.path("tier").asText("").toLowerCase(Locale.ROOT)) {
                case "comet" -> comets.add(new LoadTarget(port(ports, cometPort()), wire));
                case "logic" -> rest.add(port(ports, "rest"));
                default -> {
                    // Sessions and pushes have nothing to do with the others.
                }
            }
            if (node.path("pid").asLong() > 0) {
                pids.put(node.path("name").asText(""), node.path("pid").asLong());
            }
        }
        return new ServerView(new Peer(comets, rest), pids, managements);
    }

    /** The names of its nodes. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        nodes().forEach(node -> names.add(node.path("name").asText("")));
        return names;
    }

    private String cometPort() {
        return wire.webSocket() ? "ws" : "tcp";
    }

    private JsonNode nodes() {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    "cluster: " + name + " (expected: one that runs; there is no " + file + ")");
        }
        try {
            return JSON.readTree(file.toFile()).path("nodes");
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cluster: " + name + " (expected: a readable " + file + ")", e);
        }
    }

    private static InetSocketAddress port(JsonNode ports, String name) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.path(name).asInt());
    }
}
