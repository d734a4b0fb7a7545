package dev.halley.benchmarks.options;

import dev.halley.benchmarks.client.Wire;
import dev.halley.benchmarks.spec.LocalCluster;
import dev.halley.benchmarks.spec.Peer;
import dev.halley.benchmarks.spec.Server;
import dev.halley.benchmarks.spec.ServerView;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that say where the server is and what it is made of. */
public final class ServerOptions {

    /** Set by the launcher: the folder of the project, in which local clusters are kept. */
    private static final String ROOT = "halley.root";

    private static final String DEFAULT_CLUSTER = "default";

    @Option(
            names = "--transport",
            defaultValue = "tcp",
            converter = WireConverter.class,
            description = {
                "tcp or ws; centrifugo: the server is one, and speaks its own protocol",
                "(default: ${DEFAULT-VALUE})."
            })
    private Wire transport = Wire.TCP;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Where comet listens; loopback only (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--tcp-port",
            defaultValue = "3101",
            description = "Port of comet's TCP listener (default: ${DEFAULT-VALUE}).")
    private int tcpPort;

    @Option(
            names = "--ws-port",
            defaultValue = "3102",
            description = "Port of comet's WebSocket listener (default: ${DEFAULT-VALUE}).")
    private int wsPort;

    @Option(
            names = "--comet",
            split = ",",
            paramLabel = "HOST:PORT",
            description = "Comets to spread the sessions over, in place of --host and a port.")
    private List<String> comets = List.of();

    @Option(
            names = "--rest",
            split = ",",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:3111",
            description = {
                "Logic's REST API; loopback only (default: ${DEFAULT-VALUE}).",
                "Several are used in turn."
            })
    private List<String> rest = List.of();

    @Option(
            names = "--management",
            split = ",",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:3110",
            description = "Where the server's nodes tell metrics (default: ${DEFAULT-VALUE}).")
    private List<String> management = List.of();

    @Option(
            names = "--cluster",
            arity = "0..1",
            fallbackValue = DEFAULT_CLUSTER,
            paramLabel = "NAME",
            description = {
                "Measure the local cluster of this name: its comets, logics and processes,",
                "in place of --comet, --rest and --pid (without NAME: ${FALLBACK-VALUE})."
            })
    private @Nullable String cluster;

    @Option(
            names = "--pid",
            paramLabel = "NAME=PID",
            description = "A process of the server to measure; repeatable.")
    private Map<String, Long> pids = new LinkedHashMap<>();

    @Option(
            names = "--jvm",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = {
                "Whether to look into those that are JVMs: allocation, pauses, heap",
                "(default: ${DEFAULT-VALUE})."
            })
    private boolean intoJvms;

    /** Filled by picocli. */
    public ServerOptions() {}

    /**
     * The server.
     *
     * @throws IllegalArgumentException if something is wrong with the options, naming it
     */
    public Server server() {
        if (cluster != null) {
            return localCluster();
        }
        List<String> addresses =
                comets.isEmpty()
                        ? List.of(host + ":" + (transport.webSocket() ? wsPort : tcpPort))
                        : comets;
        ServerView view = new ServerView(Peer.of(transport, addresses, rest), pids, managements());
        return () -> view;
    }

    /**
     * The cluster of the name given.
     *
     * @throws IllegalArgumentException if there is none
     */
    public LocalCluster localCluster() {
        LocalCluster local = new LocalCluster(clusters(), clusterName(), transport);
        local.look();
        return local;
    }

    private List<InetSocketAddress> managements() {
        return management.stream().map(Peer::address).toList();
    }

    /** Whether a cluster is meant. */
    public boolean ofCluster() {
        return cluster != null;
    }

    /** The name of the cluster, where one is meant. */
    public String clusterName() {
        return cluster == null ? DEFAULT_CLUSTER : cluster;
    }

    /** Whether the server's JVMs are looked into. */
    public boolean intoJvms() {
        return intoJvms;
    }

    /**
     * The same as it is typed, for another command that has these options; but for the transport.
     */
    public List<String> typed() {
        List<String> words = new ArrayList<>();
        if (cluster != null) {
            words.add("--cluster=" + cluster);
        } else {
            words.add("--host=" + host);
            words.add("--tcp-port=" + tcpPort);
            words.add("--ws-port=" + wsPort);
            words.add("--rest=" + String.join(",", rest));
            if (!comets.isEmpty()) {
                words.add("--comet=" + String.join(",", comets));
            }
            pids.forEach((name, pid) -> words.add("--pid=" + name + "=" + pid));
        }
        if (!intoJvms) {
            words.add("--no-jvm");
        }
        return List.copyOf(words);
    }

    /** Whether it may be of several nodes, of which one may go while the others stay. */
    boolean several() {
        return cluster != null || comets.size() > 1 || rest.size() > 1;
    }

    private static Path clusters() {
        return Path.of(System.getProperty(ROOT, "."), ".halley", "cluster");
    }

    /** Takes the names in any case. */
    static final class WireConverter implements ITypeConverter<Wire> {
        @Override
        public Wire convert(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "tcp" -> Wire.TCP;
                case "ws", "websocket" -> Wire.WEBSOCKET;
                case "centrifugo" -> Wire.CENTRIFUGO;
                default ->
                        throw new TypeConversionException(
                                "transport: " + value + " (expected: tcp, ws or centrifugo)");
            };
        }
    }
}
