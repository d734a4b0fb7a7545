package dev.halley.sdk.session;

import dev.halley.sdk.ClientOptions;
import dev.halley.sdk.Endpoint;
import dev.halley.sdk.link.Link;
import dev.halley.sdk.link.LinkListener;
import dev.halley.sdk.link.LinkTarget;
import dev.halley.sdk.nodes.EndpointChoice;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds out where an attempt goes, and opens the connection. On the client's loop. */
final class Dialer {

    /** An attempt to connect. */
    interface Attempt extends LinkListener {

        /** Whether it was not given up meanwhile. */
        boolean wanted();

        /** A connection is being made. */
        void dialled(Link link);

        /** It is not known where to. */
        void noEndpoint(String why);
    }

    private final ClientOptions options;
    private final EventLoop loop;
    private final EndpointChoice choice = new EndpointChoice();

    Dialer(ClientOptions options, EventLoop loop) {
        this.options = options;
        this.loop = loop;
    }

    /** Asks where to, and dials; at once when that is known. */
    void dial(Attempt attempt) {
        CompletionStage<List<Endpoint>> asked;
        try {
            asked = options.nodes().endpoints();
        } catch (RuntimeException e) {
            attempt.noEndpoint("no comet is known: " + e);
            return;
        }
        Consumer<Runnable> here = step -> onLoop(attempt, step);
        var unused =
                asked.whenComplete(
                        (endpoints, failure) ->
                                here.accept(() -> answered(attempt, endpoints, failure)));
    }

    /** The endpoint of the last attempt has let the client in. */
    void worked() {
        choice.worked();
    }

    /** The last attempt, or the session that it led to, is over. */
    void failed() {
        choice.failed();
    }

    private void answered(
            Attempt attempt, @Nullable List<Endpoint> endpoints, @Nullable Throwable failure) {
        if (endpoints == null) {
            Throwable plain = failure instanceof CompletionException ? failure.getCause() : failure;
            attempt.noEndpoint("no comet is known: " + plain);
            return;
        }
        choice.choose(endpoints)
                .ifPresentOrElse(
                        endpoint -> attempt.dialled(Link.open(loop, target(endpoint), attempt)),
                        () -> attempt.noEndpoint("no comet is known: none was offered"));
    }

    private LinkTarget target(Endpoint endpoint) {
        return new LinkTarget(
                endpoint.transport() == Endpoint.Transport.WEBSOCKET,
                endpoint.host(),
                endpoint.port(),
                options.timing().connect(),
                options.limits().maxFrameBytes());
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
