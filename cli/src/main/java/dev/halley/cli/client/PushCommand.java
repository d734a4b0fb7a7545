package dev.halley.cli.client;

import dev.halley.sdk.push.PushClient;
import dev.halley.sdk.push.PushException;
import dev.halley.sdk.push.PushExtras;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code halley push}: one push through the REST API. */
@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        description = "Push a payload to a room, users, sessions or everyone.")
public final class PushCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private TargetOptions target = new TargetOptions();

    @Option(
            names = "--operation",
            defaultValue = "1000",
            description = "What the sessions know the message by (default: ${DEFAULT-VALUE}).")
    private int operation;

    @Option(
            names = "--speed",
            defaultValue = "0",
            description = "With --all: messages a second over the cluster, 0 for no limit.")
    private int speed;

    @Option(names = "--ttl", defaultValue = "0", description = "Seconds it is worth delivering.")
    private long ttlSeconds;

    @Option(names = "--idempotency-key", description = "Makes a repeat of this push harmless.")
    private @Nullable String idempotencyKey;

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:3111",
            description = "The push API (default: ${DEFAULT-VALUE}).")
    private URI url = URI.create("http://127.0.0.1:3111");

    @Parameters(paramLabel = "PAYLOAD", description = "The payload; - reads standard input.")
    private String payload = "";

    /** Made by picocli. */
    public PushCommand() {}

    @Override
    public Integer call() throws IOException {
        PushExtras extras =
                new PushExtras(Duration.ofSeconds(ttlSeconds), Optional.ofNullable(idempotencyKey));
        try {
            long id =
                    new PushClient(url)
                            .push(target.target(speed), operation, payloadBytes(), extras)
                            .join();
            System.out.println("accepted, id " + id);
            return 0;
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            System.err.println("halley push: " + url + ": " + why(cause));
            return 1;
        }
    }

    private static String why(Throwable cause) {
        return cause instanceof PushException push && push.kind() == PushException.Kind.UNREACHABLE
                ? "nobody answers; is Halley running there?"
                : String.valueOf(cause.getMessage());
    }

    private byte[] payloadBytes() throws IOException {
        return payload.equals("-")
                ? System.in.readAllBytes()
                : payload.getBytes(StandardCharsets.UTF_8);
    }
}
