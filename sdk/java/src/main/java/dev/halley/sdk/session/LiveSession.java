package dev.halley.sdk.session;

import dev.halley.sdk.ClientException;
import dev.halley.sdk.ClientException.Kind;
import dev.halley.sdk.ClientListener;
import dev.halley.sdk.ClientOptions;
import dev.halley.sdk.ClientState;
import dev.halley.sdk.Message;
import dev.halley.sdk.dialect.Dialect;
import dev.halley.sdk.dialect.Steering;
import dev.halley.sdk.events.ServerError;
import dev.halley.sdk.link.Frame;
import dev.halley.sdk.link.Link;
import dev.halley.sdk.link.LinkEnd;
import dev.halley.sdk.listening.ClientCounters;
import dev.halley.sdk.session.Outbox.Waiting;
import dev.halley.wire.Operation;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What goes over a connection from AUTH on: messages, heartbeats, requests and their replies. Over
 * reconnects it is one and the same. On the client's loop.
 */
final class LiveSession implements Steering {

    /** Who decides about the connection. */
    interface Owner {

        /** Where the client stands. */
        ClientState state();

        /** The connection is of no use any more. */
        void breakOff(LinkEnd end);

        /** The session is to go to another node after the delay. */
        void moveTo(Duration delay, List<String> nodes);
    }

    private final ClientOptions options;
    private final ClientListener listener;
    private final ClientCounters counters;
    private final Owner owner;
    private final Dialect dialect;
    private final Requests requests;
    private final Outbox outbox;
    private final Heartbeats heartbeats;

    LiveSession(Parts parts, EventLoop loop, Owner owner, Function<Steering, Dialect> dialect) {
        this.options = parts.options();
        this.listener = parts.listener();
        this.counters = parts.counters();
        this.owner = owner;
        this.requests = new Requests(loop, options.timing().request(), counters);
        this.outbox = new Outbox(options.limits().maxQueued());
        this.heartbeats =
                new Heartbeats(
                        loop,
                        () -> requests.send(Operation.HEARTBEAT),
                        () ->
                                owner.breakOff(
                                        LinkEnd.unexplained("two heartbeats were not answered")));
        this.dialect = dialect.apply(this);
    }

    /** Says on a new connection who this is and what it wants. */
    void authenticate(Link link, String token) {
        requests.use(link);
        requests.send(Operation.AUTH, dialect.auth(token));
    }

    /** A frame before the session is online; the body when it is the reply that lets it in. */
    Optional<byte[]> welcome(Frame frame) {
        if (frame.operation() != Operation.AUTH_REPLY) {
            dialect.early(frame);
            return Optional.empty();
        }
        Optional<String> objection = dialect.objection(frame.body());
        objection.ifPresent(why -> owner.breakOff(LinkEnd.forGood(why)));
        return objection.isPresent() ? Optional.empty() : Optional.of(frame.body());
    }

    /** The session is online: what waited goes out. */
    void start(byte[] reply) {
        counters.connects.increment();
        Duration wanted = dialect.welcomed(reply);
        Duration own = options.timing().heartbeat();
        heartbeats.start(wanted.isZero() || wanted.compareTo(own) > 0 ? own : wanted);
        for (Waiting waiting : outbox.takeAll()) {
            int operation = waiting.message().operation();
            request(operation, operation, waiting.message().body(), waiting.reply());
        }
    }

    /** A frame of a session that is online. */
    void frame(Frame frame) {
        if (frame.operation() == Operation.HEARTBEAT_REPLY && frame.extension().isEmpty()) {
            heartbeats.answered();
            byte[] body = frame.body();
            listener.onHeartbeat(body.length < Integer.BYTES ? 0 : ByteBuffer.wrap(body).getInt());
            return;
        }
        dialect.frame(frame);
    }

    /** Sends a request whose body is made when it goes out. */
    void request(
            int operation,
            int replyOperation,
            Supplier<byte[]> body,
            CompletableFuture<byte[]> reply) {
        if (owner.state() == ClientState.ONLINE) {
            request(operation, replyOperation, body.get(), reply);
        } else {
            refuse(Kind.NOT_ONLINE, "the client is " + owner.state(), reply);
        }
    }

    /** Sends a message upstream, or keeps it until the session is online. */
    void sendUpstream(int operation, byte[] body, CompletableFuture<byte[]> reply) {
        if (owner.state() == ClientState.ONLINE) {
            request(operation, operation, body, reply);
        } else if (owner.state() == ClientState.CLOSED || options.limits().maxQueued() == 0) {
            refuse(Kind.NOT_ONLINE, "the client is " + owner.state(), reply);
        } else if (!outbox.add(new Waiting(new Message(operation, body), reply))) {
            refuse(
                    Kind.QUEUE_FULL,
                    options.limits().maxQueued() + " messages wait for the client to be online",
                    reply);
        }
    }

    /** The connection is gone. */
    void lost(ClientException cause) {
        heartbeats.stop();
        dialect.lost();
        requests.failAll(cause);
    }

    /** The client is closed for good. */
    void closed() {
        outbox.takeAll()
                .forEach(
                        message ->
                                message.reply()
                                        .completeExceptionally(SessionKeeper.closedException()));
    }

    @Override
    public boolean answered(Frame frame) {
        return requests.answered(frame);
    }

    @Override
    public boolean refused(int sequence, ServerError error) {
        return requests.refused(sequence, error);
    }

    @Override
    public void send(int operation, byte[] body) {
        requests.send(operation, body);
    }

    @Override
    public void end(LinkEnd end) {
        owner.breakOff(end);
    }

    @Override
    public void move(Duration delay, List<String> nodes) {
        owner.moveTo(delay, nodes);
    }

    private void request(
            int operation, int replyOperation, byte[] body, CompletableFuture<byte[]> reply) {
        requests.send(operation, replyOperation, body, reply);
    }

    private void refuse(Kind kind, String why, CompletableFuture<byte[]> reply) {
        counters.refusedRequests.increment();
        reply.completeExceptionally(
                owner.state() == ClientState.CLOSED
                        ? SessionKeeper.closedException()
                        : new ClientException(kind, why));
    }
}
