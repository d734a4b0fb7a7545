package dev.halley.cli.client;

import dev.halley.sdk.Backoff;
import dev.halley.sdk.ClientOptions;
import dev.halley.sdk.Endpoint;
import dev.halley.sdk.HalleyClient;
import dev.halley.sdk.Identity;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code halley connect}: one session in the terminal. */
@Command(
        name = "connect",
        mixinStandardHelpOptions = true,
        description = {
            "Connect as a client and print what arrives, one line per message.",
            "Lines typed are sent upstream; /room TYPE://ID moves to another room."
        })
public final class ConnectCommand implements Callable<Integer> {
    private static final int TCP_PORT = 3101;
    private static final int WEBSOCKET_PORT = 3102;
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), Integer.MAX_VALUE);

    @Option(
            names = "--user",
            paramLabel = "USER",
            defaultValue = "",
            description = "The user, a number for goim's mid.")
    private String user = "";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            defaultValue = "",
            description = "The session's key; else generated.")
    private String key = "";

    @Option(names = "--room", defaultValue = "", paramLabel = "TYPE://ID", description = "A room.")
    private String room = "";

    @Option(
            names = "--accept",
            split = ",",
            paramLabel = "OPERATION",
            description = {
                "Operations to receive, separated by commas or repeated.",
                "Without it, only pushes to the room arrive."
            })
    private List<Integer> accepts = List.of();

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
            names = "--count",
            paramLabel = "MESSAGES",
            defaultValue = "0",
            description = "End after so many messages; 0 for never (default: ${DEFAULT-VALUE}).")
    private int count;

    @Spec private @Nullable CommandSpec spec;

    /** Made by picocli. */
    public ConnectCommand() {}

    @Override
    public Integer call() {
        ClientOptions options;
        try {
            options = options();
        } catch (IllegalArgumentException e) {
            throw Usage.wrong(spec, e);
        }
        String where = host + ":" + options.endpoint().port();
        Terminal terminal = new Terminal(System.out, System.err, where, count);
        try (HalleyClient client = new HalleyClient(options, terminal)) {
            var unused = client.connect().thenRun(() -> terminal.readLines(System.in, client));
            return terminal.await(client.closed());
        }
    }

    private ClientOptions options() {
        if (count < 0) {
            throw new IllegalArgumentException("count: " + count + " (expected: >= 0)");
        }
        String checkedRoom = room.isEmpty() ? room : Usage.room(room);
        Identity identity = new Identity(user, key, checkedRoom, "cli", accepts);
        return ClientOptions.of(endpoint(), identity).withBackoff(BACKOFF);
    }

    private Endpoint endpoint() {
        return switch (transport) {
            case "tcp" -> Endpoint.tcp(host, port == null ? TCP_PORT : port);
            case "ws" -> Endpoint.webSocket(host, port == null ? WEBSOCKET_PORT : port);
            default ->
                    throw new IllegalArgumentException(
                            "transport: " + transport + " (expected: tcp or ws)");
        };
    }
}
