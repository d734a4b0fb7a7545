package dev.halley.cli.client;

import dev.halley.sdk.push.PushClient;
import dev.halley.sdk.push.PushException;
import dev.halley.sdk.push.PushExtras;
import dev.halley.sdk.push.PushTarget;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
            paramLabel = "OPERATION",
            defaultValue = "1000",
            description = "What the sessions know the message by (default: ${DEFAULT-VALUE}).")
    private int operation;

    @Option(
            names = "--speed",
            paramLabel = "SESSIONS",
            description =
                    "Only beside --all: sessions per second over the cluster; 0 for all at once.")
    private @Nullable Integer speed;

    @Option(
            names = "--ttl",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "How long it is worth delivering; 0 for ever.")
    private long ttlSeconds;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:3111",
            description = "The push API (default: ${DEFAULT-VALUE}).")
    private URI url = URI.create("http://127.0.0.1:3111");

    @Parameters(paramLabel = "PAYLOAD", description = "The payload; - reads standard input.")
    private String payload = "";

    @Spec private @Nullable CommandSpec spec;

    /** Made by picocli. */
    public PushCommand() {}

    @Override
    public Integer call() throws IOException {
        PushExtras extras;
        PushTarget to;
        PushClient client;
        try {
            extras = PushExtras.ofTtl(Duration.ofSeconds(ttlSeconds));
            to = target.target(speed);
            client = new PushClient(url);
        } catch (IllegalArgumentException e) {
            throw Usage.wrong(spec, e);
        }
        try {
            long id = client.push(to, operation, payloadBytes(), extras).join();
            System.out.println("accepted, id " + id);
            return 0;
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            System.err.println("halley push: " + url + ": " + why(cause));
            return 1;
        }
    }

    private static String why(Throwable cause) {
        if (!(cause instanceof PushException push)
                || push.kind() != PushException.Kind.UNREACHABLE) {
            return String.valueOf(cause.getMessage());
        }
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof UnresolvedAddressException) {
                return "unknown host";
            }
        }
        return "nobody answers; is Halley running there?";
    }

    private byte[] payloadBytes() throws IOException {
        return payload.equals("-")
                ? System.in.readAllBytes()
                : payload.getBytes(StandardCharsets.UTF_8);
    }
}
