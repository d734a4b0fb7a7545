package dev.halley.sdk.session;

import dev.halley.sdk.ClientException;
import dev.halley.sdk.ClientException.Kind;
import dev.halley.sdk.events.ServerError;
import dev.halley.sdk.link.Frame;
import dev.halley.sdk.link.Link;
import dev.halley.sdk.listening.ClientCounters;
import dev.halley.sdk.session.PendingRequests.Pending;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends frames, and brings each request its reply, or the reason why there is none. On the loop. */
final class Requests {

    private static final byte[] NOTHING = {};

    private final EventLoop loop;
    private final Duration patience;
    private final ClientCounters counters;
    private final PendingRequests pending = new PendingRequests();
    private @Nullable Link link;
    private int lastSequence;

    Requests(EventLoop loop, Duration patience, ClientCounters counters) {
        this.loop = loop;
        this.patience = patience;
        this.counters = counters;
    }

    /** Frames go out here from now on. */
    void use(Link newLink) {
        link = newLink;
    }

    /** Sends a frame without a body that nobody waits for. */
    void send(int operation) {
        send(operation, NOTHING);
    }

    /** Sends a frame under the next sequence; never 0, which pushes have. */
    int send(int operation, byte[] body) {
        lastSequence = lastSequence == Integer.MAX_VALUE ? 1 : lastSequence + 1;
        if (link != null) {
            link.send(operation, lastSequence, body);
        }
        return lastSequence;
    }

    void send(int operation, int replyOperation, byte[] body, CompletableFuture<byte[]> reply) {
        int sequence = send(operation, body);
        Future<?> limit =
                loop.schedule(() -> expire(sequence), patience.toNanos(), TimeUnit.NANOSECONDS);
        pending.add(sequence, new Pending(replyOperation, reply, limit));
    }

    boolean answered(Frame frame) {
        Optional<Pending> request = pending.take(frame.operation(), frame.sequence());
        request.ifPresent(answered -> answered.reply().complete(frame.body()));
        return request.isPresent();
    }

    boolean refused(int sequence, ServerError error) {
        Optional<Pending> request = pending.take(sequence);
        request.ifPresent(
                refused ->
                        refused.reply()
                                .completeExceptionally(
                                        new ClientException(
                                                Kind.REFUSED,
                                                error.code() + ": " + error.message(),
                                                error.code())));
        return request.isPresent();
    }

    /** The connection is gone. */
    void failAll(ClientException cause) {
        link = null;
        pending.failAll(cause);
    }

    private void expire(int sequence) {
        pending.take(sequence)
                .ifPresent(
                        late -> {
                            counters.requestTimeouts.increment();
                            late.reply()
                                    .completeExceptionally(
                                            new ClientException(
                                                    Kind.TIMEOUT,
                                                    "no reply within the request time"));
                        });
    }
}
