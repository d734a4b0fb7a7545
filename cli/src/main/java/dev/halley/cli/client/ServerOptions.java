package dev.halley.cli.client;

import dev.halley.sdk.Endpoint;
import dev.halley.sdk.Endpoint.Transport;
import dev.halley.sdk.nodes.BestNodes;
import dev.halley.sdk.nodes.NodeSelector;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a client connects: to one comet, any of several, or those that logic calls best. */
final class ServerOptions {
    private static final int TCP_PORT = 3101;
    private static final int WEBSOCKET_PORT = 3102;

    /** So often logic is asked before a first connect is given up. */
    private static final int ASKS = 3;

    @Option(
            names = "--transport",
            paramLabel = "TRANSPORT",
            defaultValue = "tcp",
            description = "tcp or ws (default: ${DEFAULT-VALUE}).")
    private String transport = "tcp";

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Host of a comet (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Its port (default: 3101 for tcp, 3102 for ws).")
    private @Nullable Integer port;

    @Option(
            names = "--server",
            split = ",",
            paramLabel = "HOST:PORT",
            description = {
                "Comets, in place of --host and --port: any of them, another when one is lost."
            })
    private List<String> servers = List.of();

    @Option(
            names = "--rest",
            split = ",",
            paramLabel = "URL",
            description = "REST of logics that are asked for the best comets, before each attempt.")
    private List<String> rest = List.of();

    NodeSelector nodes() {
        if (!rest.isEmpty()) {
            return new BestNodes(rest.stream().map(URI::create).toList(), transport());
        }
        if (!servers.isEmpty()) {
            return NodeSelector.anyOf(servers.stream().map(this::server).toList());
        }
        int defaultPort = transport() == Transport.TCP ? TCP_PORT : WEBSOCKET_PORT;
        return NodeSelector.only(
                new Endpoint(transport(), host, port == null ? defaultPort : port));
    }

    /** The address in words. */
    String where() {
        if (!rest.isEmpty()) {
            return String.join(",", rest);
        }
        int defaultPort = transport() == Transport.TCP ? TCP_PORT : WEBSOCKET_PORT;
        return servers.isEmpty()
                ? host + ":" + (port == null ? defaultPort : port)
                : String.join(",", servers);
    }

    /** Attempts until it is clear that nobody is there. */
    int attempts() {
        return rest.isEmpty() ? Math.max(1, servers.size()) : ASKS;
    }

    private Transport transport() {
        return switch (transport) {
            case "tcp" -> Transport.TCP;
            case "ws" -> Transport.WEBSOCKET;
            default ->
                    throw new IllegalArgumentException(
                            "transport: " + transport + " (expected: tcp or ws)");
        };
    }

    private Endpoint server(String text) {
        int colon = text.lastIndexOf(':');
        String number = text.substring(colon + 1);
        if (colon < 1 || !number.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("server: " + text + " (expected: host:port)");
        }
        return new Endpoint(transport(), text.substring(0, colon), Integer.parseInt(number));
    }
}
