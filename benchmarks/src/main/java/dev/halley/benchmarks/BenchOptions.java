package dev.halley.benchmarks;

import dev.halley.benchmarks.recovery.Clients;
import dev.halley.benchmarks.spec.LocalCluster;
import dev.halley.benchmarks.spec.Peer;
import dev.halley.benchmarks.spec.RunLength;
import dev.halley.benchmarks.spec.Server;
import dev.halley.benchmarks.spec.ServerView;
import dev.halley.benchmarks.spec.TimedStep;
import dev.halley.benchmarks.spec.Tuning;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every scenario has. Ranges are checked where the values are used. */
final class BenchOptions {

    /** Set by the launcher: the folder of the project, in which local clusters are kept. */
    private static final String ROOT = "halley.root";

    enum Wire {
        TCP,
        WS
    }

    @Option(
            names = "--sessions",
            defaultValue = "1000",
            description = "Client sessions, at most 18000 (default: ${DEFAULT-VALUE}).")
    int sessions;

    @Option(
            names = "--rate",
            defaultValue = "10",
            description = "Pushes per second, all together (default: ${DEFAULT-VALUE}).")
    double rate;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "Measured seconds (default: ${DEFAULT-VALUE}).")
    double seconds;

    @Option(
            names = "--warmup",
            defaultValue = "5",
            description = "Seconds before the measured ones (default: ${DEFAULT-VALUE}).")
    double warmup;

    @Option(
            names = "--still",
            paramLabel = "SECONDS",
            description = {
                "So long without an arrival at the end, and the rest is not coming (default: 5;",
                "20 when sessions were cut, 60 after faults)."
            })
    @Nullable Double still;

    @Option(
            names = "--payload-bytes",
            defaultValue = "64",
            description = "Bytes of a payload, at least 24 (default: ${DEFAULT-VALUE}).")
    int payloadBytes;

    @Option(
            names = "--operation",
            defaultValue = "1000",
            description = "Operation of the pushes (default: ${DEFAULT-VALUE}).")
    int operation;

    @Option(
            names = "--transport",
            defaultValue = "tcp",
            converter = WireConverter.class,
            description = "tcp or ws (default: ${DEFAULT-VALUE}).")
    Wire transport = Wire.TCP;

    @Option(
            names = "--protocol",
            description = {
                "Version of the protocol that sessions speak: 1, goim's, or 2, Halley's, which",
                "recovers what was missed (default: 1 in room and unicast, else 2)."
            })
    @Nullable Integer protocol;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Where comet listens; loopback only (default: ${DEFAULT-VALUE}).")
    String host = "127.0.0.1";

    @Option(
            names = "--tcp-port",
            defaultValue = "3101",
            description = "Port of comet's TCP listener (default: ${DEFAULT-VALUE}).")
    int tcpPort;

    @Option(
            names = "--ws-port",
            defaultValue = "3102",
            description = "Port of comet's WebSocket listener (default: ${DEFAULT-VALUE}).")
    int wsPort;

    @Option(
            names = "--comet",
            split = ",",
            paramLabel = "HOST:PORT",
            description = "Comets to spread the sessions over, in place of --host and a port.")
    List<String> comets = List.of();

    @Option(
            names = "--rest",
            split = ",",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:3111",
            description = {
                "Logic's REST API; loopback only (default: ${DEFAULT-VALUE}).",
                "Several are used in turn."
            })
    List<String> rest = List.of();

    @Option(
            names = "--management",
            split = ",",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:3110",
            description = "Where the server's nodes tell metrics (default: ${DEFAULT-VALUE}).")
    List<String> management = List.of();

    @Option(
            names = "--cluster",
            arity = "0..1",
            fallbackValue = "default",
            paramLabel = "NAME",
            description = {
                "Measure the local cluster of this name: its comets, logics and processes,",
                "in place of --comet, --rest and --pid (without NAME: ${FALLBACK-VALUE})."
            })
    @Nullable String cluster;

    @Option(
            names = "--at",
            paramLabel = "TIME:STEP",
            description = {
                "Do something to the cluster so long after the first push:",
                "20s:kill job-1, 30s:start job-1; repeatable."
            })
    List<String> at = List.of();

    @Option(
            names = "--reconnect",
            negatable = true,
            description = {
                "Whether sessions that were cut come back, and failed pushes are repeated",
                "(default: with --cluster, several comets or several REST APIs)."
            })
    @Nullable Boolean reconnect;

    @Option(
            names = "--pid",
            paramLabel = "NAME=PID",
            description = "A process of the server to measure; repeatable.")
    Map<String, Long> pids = new LinkedHashMap<>();

    @Option(
            names = "--dial",
            defaultValue = "64",
            description = "Connections being made at once (default: ${DEFAULT-VALUE}).")
    int dial;

    @Option(
            names = "--callers",
            defaultValue = "0",
            description = "Connections that push; 0: by the rate (default: ${DEFAULT-VALUE}).")
    int callers;

    @Option(
            names = "--loops",
            defaultValue = "1",
            description = "Threads that receive (default: ${DEFAULT-VALUE}).")
    int loops;

    @Option(names = "--json", description = "Print exactly one line of JSON.")
    boolean json;

    RunLength length() {
        return new RunLength(warmup, seconds, still());
    }

    OptionalDouble still() {
        return still == null ? OptionalDouble.empty() : OptionalDouble.of(still);
    }

    /** The server; what is wrong with the options is said here. */
    Server server() {
        boolean webSocket = transport == Wire.WS;
        if (cluster != null) {
            return localCluster();
        }
        List<String> addresses =
                comets.isEmpty() ? List.of(host + ":" + (webSocket ? wsPort : tcpPort)) : comets;
        ServerView view = new ServerView(Peer.of(webSocket, addresses, rest), pids, managements());
        return () -> view;
    }

    /** The cluster of the name given, which must be up. */
    LocalCluster localCluster() {
        LocalCluster local =
                new LocalCluster(
                        clusters(), cluster == null ? "default" : cluster, transport == Wire.WS);
        local.look();
        return local;
    }

    private List<InetSocketAddress> managements() {
        return management.stream().map(Peer::address).toList();
    }

    private static Path clusters() {
        return Path.of(System.getProperty(ROOT, "."), ".halley", "cluster");
    }

    /** How the load side works; where nothing is said, sessions of several nodes come back. */
    Tuning tuning() {
        return tuning(cluster != null || comets.size() > 1 || rest.size() > 1);
    }

    /** How the load side works, with this for sessions that were cut where nothing is said. */
    Tuning tuning(boolean several) {
        return new Tuning(dial, callers, loops, reconnect == null ? several : reconnect);
    }

    /** The clients of a scenario that cuts nobody. */
    Clients clients(int usualProtocol) {
        return Clients.of(protocol == null ? usualProtocol : protocol);
    }

    List<TimedStep> steps() {
        if (!at.isEmpty() && cluster == null) {
            throw new IllegalArgumentException("at: " + at + " (expected: only with --cluster)");
        }
        return at.stream().map(TimedStep::parse).toList();
    }

    /** Takes the names in any case. */
    static final class WireConverter implements picocli.CommandLine.ITypeConverter<Wire> {
        @Override
        public Wire convert(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "tcp" -> Wire.TCP;
                case "ws", "websocket" -> Wire.WS;
                default ->
                        throw new picocli.CommandLine.TypeConversionException(
                                "transport: " + value + " (expected: tcp or ws)");
            };
        }
    }
}
