package dev.halley.sdk.session;

import dev.halley.sdk.ClientOptions;
import dev.halley.sdk.Endpoint;
import dev.halley.sdk.Endpoint.Transport;
import dev.halley.sdk.link.Link;
import dev.halley.sdk.link.LinkEnd;
import dev.halley.sdk.link.LinkTarget;
import dev.halley.sdk.nodes.EndpointChoice;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Finds out where an attempt goes and with which token, and opens the connection. On the loop. */
final class Dialer {

    /** What an attempt needs to know. */
    private record Ticket(List<Endpoint> endpoints, String token) {}

    private final ClientOptions options;
    private final EventLoop loop;
    private final EndpointChoice choice = new EndpointChoice();
    private List<Endpoint> hints = List.of();
    private @Nullable Endpoint present;

    Dialer(ClientOptions options, EventLoop loop) {
        this.options = options;
        this.loop = loop;
    }

    /**
     * Asks where to and for a token, and dials; at once when both are known.
     *
     * @param tokenRefused the server did not take the last one
     */
    void dial(Attempt attempt, boolean tokenRefused) {
        CompletionStage<Ticket> asked;
        try {
            asked = options.nodes().endpoints().thenCombine(token(tokenRefused), Ticket::new);
        } catch (RuntimeException e) {
            attempt.end(LinkEnd.unexplained(unknown() + e));
            return;
        }
        var unused =
                asked.whenComplete(
                        (ticket, failure) ->
                                onLoop(attempt, () -> answered(attempt, ticket, failure)));
    }

    /** The endpoint of the last attempt has let the client in. */
    void worked() {
        choice.worked();
        hints = List.of();
    }

    /** The last attempt, or the session that it led to, is over. */
    void failed() {
        choice.failed();
    }

    /** The server names nodes, {@code host:port}, to be tried when the application knows no other. */
    void hint(List<String> nodes) {
        Transport transport = present == null ? Transport.TCP : present.transport();
        List<Endpoint> named = new ArrayList<>();
        for (String node : nodes) {
            int colon = node.lastIndexOf(':');
            String port = node.substring(colon + 1);
            if (colon > 0 && port.matches("\\d{1,5}")) {
                named.add(
                        new Endpoint(transport, node.substring(0, colon), Integer.parseInt(port)));
            }
        }
        hints = List.copyOf(named);
    }

    private CompletionStage<String> token(boolean refused) {
        return options.protocol()
                .tokens()
                .map(tokens -> tokens.token(refused))
                .orElseGet(() -> CompletableFuture.completedStage(""));
    }

    private void answered(Attempt attempt, @Nullable Ticket ticket, @Nullable Throwable failure) {
        if (ticket == null) {
            Throwable plain = failure instanceof CompletionException ? failure.getCause() : failure;
            attempt.end(LinkEnd.unexplained(unknown() + plain));
            return;
        }
        List<Endpoint> candidates = new ArrayList<>(ticket.endpoints());
        hints.stream().filter(hint -> !candidates.contains(hint)).forEach(candidates::add);
        choice.choose(candidates)
                .ifPresentOrElse(
                        endpoint -> open(attempt, endpoint, ticket.token()),
                        () ->
                                attempt.end(
                                        LinkEnd.unexplained(
                                                "no comet is known: none was offered")));
    }

    private void open(Attempt attempt, Endpoint endpoint, String token) {
        present = endpoint;
        attempt.dialled(Link.open(loop, target(endpoint), attempt), token);
    }

    private LinkTarget target(Endpoint endpoint) {
        return new LinkTarget(
                endpoint.transport() == Transport.WEBSOCKET,
                endpoint.host(),
                endpoint.port(),
                options.timing().connect(),
                options.protocol().version(),
                options.limits().maxFrameBytes());
    }

    private String unknown() {
        return options.protocol().tokens().isPresent()
                ? "no comet or no token is known: "
                : "no comet is known: ";
    }

    private void onLoop(Attempt attempt, Runnable step) {
        Runnable ifWanted =
                () -> {
                    if (attempt.wanted()) {
                        step.run();
                    }
                };
        if (loop.inEventLoop()) {
            ifWanted.run();
        } else {
            loop.execute(ifWanted);
        }
    }
}
