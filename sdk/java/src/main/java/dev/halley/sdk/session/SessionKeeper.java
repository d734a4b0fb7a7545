package dev.halley.sdk.session;

import dev.halley.sdk.ClientException;
import dev.halley.sdk.ClientException.Kind;
import dev.halley.sdk.ClientListener;
import dev.halley.sdk.ClientOptions;
import dev.halley.sdk.ClientState;
import dev.halley.sdk.ClientStats;
import dev.halley.sdk.Disconnect;
import dev.halley.sdk.Message;
import dev.halley.sdk.link.Frame;
import dev.halley.sdk.link.Link;
import dev.halley.sdk.link.LinkEnd;
import dev.halley.sdk.session.PendingRequests.Pending;
import dev.halley.wire.CloseReason;
import dev.halley.wire.Operation;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one session alive: the machine of {@link ClientState}. Everything runs on the loop,
 * but for what says that any thread may call it.
 */
public final class SessionKeeper {

    private static final byte[] NOTHING = {};

    private final ClientOptions options;
    private final ClientListener listener;
    private final ClientCounters counters = new ClientCounters();
    private final EventLoop loop;
    private final Heartbeats heartbeats;
    private final Dialer dialer;
    private final Wishes wishes;
    private final PendingRequests pending = new PendingRequests();
    private final CompletableFuture<Void> online = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private volatile ClientState state = ClientState.IDLE;
    private @Nullable Connection connection;
    private @Nullable Link link;
    private @Nullable Future<?> timer;
    private int failures;
    private int lastSequence;
    private long onlineSinceNanos;

    /** A session that is not dialled yet; the listener may throw, and is called on the loop. */
    public SessionKeeper(ClientOptions options, ClientListener listener, EventLoop loop) {
        this.options = options;
        this.listener = new GuardedListener(listener, counters);
        this.loop = loop;
        this.dialer = new Dialer(options, loop);
        this.wishes = new Wishes(options.identity());
        this.heartbeats =
                new Heartbeats(
                        loop,
                        options.timing().heartbeat(),
                        () -> send(Operation.HEARTBEAT, NOTHING),
                        () -> breakOff("two heartbeats were not answered"));
    }

    /** Where it stands now. Any thread. */
    public ClientState state() {
        return state;
    }

    /** The counters until now. Any thread. */
    public ClientStats stats() {
        return counters.read();
    }

    /** Counts a request that never came here. Any thread. */
    public void refused() {
        counters.refusedRequests.increment();
    }

    /** Completes when the session is online for the first time; fails when it is closed before. */
    public CompletableFuture<Void> online() {
        return online;
    }

    /** Completes when the client is closed and its connection gone. */
    public CompletableFuture<Void> closed() {
        return closed;
    }

    /** Dials, when it has not been dialled before. */
    public void connect() {
        if (state == ClientState.IDLE) {
            dial();
        }
    }

    /** Sends a request; the reply, or why there is none, comes by the future. */
    public void request(
            int operation, int replyOperation, byte[] body, CompletableFuture<byte[]> reply) {
        if (state != ClientState.ONLINE) {
            counters.refusedRequests.increment();
            reply.completeExceptionally(
                    state == ClientState.CLOSED
                            ? closedException()
                            : new ClientException(Kind.NOT_ONLINE, "the client is " + state));
            return;
        }
        int sequence = send(operation, body);
        Future<?> limit =
                loop.schedule(
                        () -> expire(sequence),
                        options.timing().request().toNanos(),
                        TimeUnit.NANOSECONDS);
        pending.add(sequence, new Pending(replyOperation, reply, limit));
    }

    /** The room to ask for at the next reconnect. */
    public void room(String newRoom) {
        wishes.room(newRoom);
    }

    /** Adds to the operations to ask for at the next reconnect. */
    public void accept(List<Integer> operations) {
        wishes.accept(operations);
    }

    /** Takes away from the operations to ask for at the next reconnect. */
    public void stopAccepting(List<Integer> operations) {
        wishes.stopAccepting(operations);
    }

    /** Ends it for good; again does nothing. */
    public void close() {
        if (state != ClientState.CLOSED) {
            endConnection(closedException());
            finish();
        }
    }

    private void dial() {
        become(ClientState.CONNECTING);
        Connection dialled = new Connection();
        connection = dialled;
        timer =
                loop.schedule(
                        () -> breakOff("nobody said in time where to connect"),
                        options.timing().connect().toNanos(),
                        TimeUnit.NANOSECONDS);
        dialer.dial(dialled);
    }

    private void authenticate() {
        become(ClientState.AUTHENTICATING);
        timer =
                loop.schedule(
                        () -> breakOff("no reply to AUTH in time"),
                        options.timing().auth().toNanos(),
                        TimeUnit.NANOSECONDS);
        send(Operation.AUTH, wishes.authBody());
    }

    private void goOnline() {
        cancelTimer();
        onlineSinceNanos = System.nanoTime();
        counters.connects.increment();
        dialer.worked();
        become(ClientState.ONLINE);
        heartbeats.start();
        online.complete(null);
    }

    private void onFrame(Frame frame) {
        if (state == ClientState.AUTHENTICATING) {
            if (frame.operation() == Operation.AUTH_REPLY) {
                goOnline();
            }
            return;
        }
        if (frame.operation() == Operation.HEARTBEAT_REPLY) {
            heartbeats.answered();
            byte[] body = frame.body();
            listener.onHeartbeat(body.length < Integer.BYTES ? 0 : ByteBuffer.wrap(body).getInt());
            return;
        }
        Optional<Pending> request = pending.take(frame.operation(), frame.sequence());
        if (request.isPresent()) {
            request.get().reply().complete(frame.body());
        } else {
            listener.onMessage(new Message(frame.operation(), frame.body()));
        }
    }

    /** Gives up a connection that is there but does not answer. */
    private void breakOff(String why) {
        down(new LinkEnd(Optional.empty(), why));
    }

    private void down(LinkEnd end) {
        boolean wasOnline = state == ClientState.ONLINE;
        dialer.failed();
        endConnection(new ClientException(Kind.CONNECTION_LOST, end.detail()));
        (wasOnline ? counters.disconnects : counters.failedAttempts).increment();
        failures = wasOnline && wasStable() ? 0 : failures + 1;
        boolean again =
                end.reason().map(CloseReason::reconnect).orElse(true)
                        && failures < options.backoff().maxAttempts();
        Duration delay =
                again
                        ? options.backoff().delay(failures, ThreadLocalRandom.current())
                        : Duration.ZERO;
        listener.onDisconnect(new Disconnect(end.reason(), end.detail(), again, delay));
        if (again) {
            become(ClientState.WAITING);
            timer = loop.schedule(this::dial, delay.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            finish();
        }
    }

    private boolean wasStable() {
        return System.nanoTime() - onlineSinceNanos >= options.timing().stable().toNanos();
    }

    private void endConnection(ClientException cause) {
        cancelTimer();
        heartbeats.stop();
        connection = null;
        if (link != null) {
            link.close();
        }
        pending.failAll(cause);
    }

    private void finish() {
        become(ClientState.CLOSED);
        online.completeExceptionally(closedException());
        if (link == null) {
            closed.complete(null);
        } else {
            link.whenClosed(() -> closed.complete(null));
        }
    }

    private void become(ClientState next) {
        ClientState from = state;
        if (!from.canBecome(next)) {
            throw new IllegalStateException(from + " -> " + next);
        }
        state = next;
        listener.onState(from, next);
    }

    private void expire(int sequence) {
        pending.expire(sequence)
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

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** Sends a frame under the next sequence; never 0, which pushes have. */
    private int send(int operation, byte[] body) {
        lastSequence = lastSequence == Integer.MAX_VALUE ? 1 : lastSequence + 1;
        if (link != null) {
            link.send(operation, lastSequence, body);
        }
        return lastSequence;
    }

    private static ClientException closedException() {
        return new ClientException(Kind.CLOSED, "the client is closed");
    }

    /** One attempt; what it still has to say once it is given up is not heard. */
    private final class Connection implements Dialer.Attempt {

        @Override
        public boolean wanted() {
            return connection == this;
        }

        @Override
        public void dialled(Link newLink) {
            cancelTimer();
            link = newLink;
        }

        @Override
        public void noEndpoint(String why) {
            breakOff(why);
        }

        @Override
        public void onUp() {
            if (connection == this) {
                authenticate();
            }
        }

        @Override
        public void onFrame(Frame frame) {
            if (connection == this) {
                SessionKeeper.this.onFrame(frame);
            }
        }

        @Override
        public void onDown(LinkEnd end) {
            if (connection == this) {
                down(end);
            }
        }
    }
}
