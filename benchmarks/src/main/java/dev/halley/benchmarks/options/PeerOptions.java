package dev.halley.benchmarks.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Options that say where another server is, which is measured in turns with the first. Nothing is
 * taken for granted: the usual ports are those of the first.
 */
public final class PeerOptions {

    @Option(
            names = "--peer",
            paramLabel = "NAME",
            description = {
                "Measure another server in turns with this one, and call it so. It speaks goim's",
                "protocol of version 1 and has goim's push routes, or is a Centrifugo."
            })
    private @Nullable String name;

    @Option(
            names = "--peer-host",
            defaultValue = "127.0.0.1",
            description = "Where its sessions connect; loopback only (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(names = "--peer-tcp-port", description = "Its port for sessions over TCP.")
    private @Nullable Integer tcpPort;

    @Option(names = "--peer-ws-port", description = "Its port for sessions over WebSocket.")
    private @Nullable Integer wsPort;

    @Option(
            names = "--peer-transport",
            paramLabel = "TRANSPORT",
            description = {
                "How its sessions connect, where that is another way: tcp, ws or centrifugo",
                "(default: as the row has it)."
            })
    private @Nullable String transport;

    @Option(names = "--peer-rest", paramLabel = "URL", description = "Its REST API.")
    private @Nullable String rest;

    @Option(
            names = "--peer-pid",
            paramLabel = "NAME=PID",
            description = {
                "A process of it to measure, by the tier whose part it has: comet, logic, job,",
                "redis; server if it has them all; repeatable."
            })
    private Map<String, Long> pids = new LinkedHashMap<>();

    @Option(
            names = "--peer-cluster",
            paramLabel = "NAME",
            description =
                    "It is the local cluster of this name, in place of its ports, REST and processes.")
    private @Nullable String cluster;

    /** Filled by picocli. */
    public PeerOptions() {}

    /**
     * What it is called; empty: there is none.
     *
     * @throws IllegalArgumentException if there is none and something is said of it
     */
    public Optional<String> name() {
        boolean described =
                transport != null
                        || tcpPort != null
                        || wsPort != null
                        || rest != null
                        || !pids.isEmpty();
        if (name == null && (described || cluster != null)) {
            throw new IllegalArgumentException(
                    "peer: none (expected: a name, with the other options of --peer)");
        }
        return Optional.ofNullable(name);
    }

    /**
     * Where it is, as is typed for a command that measures one server.
     *
     * @throws IllegalArgumentException if something is not said
     */
    public List<String> typed() {
        if (cluster != null) {
            return transport == null
                    ? List.of("--cluster=" + cluster)
                    : List.of("--cluster=" + cluster, "--transport=" + transport);
        }
        List<String> words = new ArrayList<>();
        words.add("--host=" + host);
        if (transport == null) {
            words.add("--tcp-port=" + said("peer-tcp-port", tcpPort));
            words.add("--ws-port=" + said("peer-ws-port", wsPort));
        } else {
            words.add("--transport=" + transport);
            words.add(port());
        }
        words.add("--rest=" + said("peer-rest", rest));
        pids.forEach((process, pid) -> words.add("--pid=" + process + "=" + pid));
        return List.copyOf(words);
    }

    private String port() {
        return "tcp".equalsIgnoreCase(transport)
                ? "--tcp-port=" + said("peer-tcp-port", tcpPort)
                : "--ws-port=" + said("peer-ws-port", wsPort);
    }

    private static Object said(String option, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    option + ": missing (expected: with --peer, or --peer-cluster)");
        }
        return value;
    }
}
