package dev.halley.cli.client;

import dev.halley.cli.client.Terminal.Patience;
import dev.halley.sdk.Backoff;
import dev.halley.sdk.ClientOptions;
import dev.halley.sdk.HalleyClient;
import dev.halley.sdk.Identity;
import dev.halley.sdk.Protocol;
import dev.halley.sdk.positions.PositionStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Option(
            names = "--room",
            split = ",",
            paramLabel = "TYPE://ID",
            description = "Rooms, separated by commas or repeated; one with --protocol 1.")
    private List<String> rooms = List.of();

    @Option(
            names = "--accept",
            split = ",",
            paramLabel = "OPERATION",
            description = {
                "Operations to receive, separated by commas or repeated.",
                "Without it every operation; with --protocol 1, only pushes to the room."
            })
    private List<Integer> accepts = List.of();

    @Option(
            names = "--protocol",
            paramLabel = "VERSION",
            defaultValue = "2",
            description = "1 for goim's servers, 2 to recover what is missed (default: 2).")
    private int protocol;

    @Option(
            names = "--count",
            paramLabel = "MESSAGES",
            defaultValue = "0",
            description = "End after so many messages; 0 for never (default: ${DEFAULT-VALUE}).")
    private int count;

    @Mixin private ServerOptions server = new ServerOptions();

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
        Patience patience = new Patience(server.where(), server.attempts());
        Terminal terminal = new Terminal(System.out, System.err, patience, count);
        try (HalleyClient client = new HalleyClient(options, terminal)) {
            var unused = client.connect().thenRun(() -> terminal.readLines(System.in, client));
            return terminal.await(client.closed());
        }
    }

    private ClientOptions options() {
        if (count < 0) {
            throw new IllegalArgumentException("count: " + count + " (expected: >= 0)");
        }
        rooms.forEach(Usage::room);
        Identity identity = new Identity(user, key, rooms, "cli", accepts);
        Protocol spoken = new Protocol(protocol, Optional.empty(), PositionStore.inMemory());
        return ClientOptions.of(server.nodes(), identity).withProtocol(spoken).withBackoff(BACKOFF);
    }
}
