package dev.halley.sdk;

import static java.util.Objects.requireNonNull;

import dev.halley.sdk.ClientException.Kind;
import dev.halley.sdk.session.SessionKeeper;
import dev.halley.wire.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One session of one user. It connects, authenticates, sends heartbeats, hands over what arrives,
 * and reconnects by itself, in the room and with the operations it had last, until it is closed or
 * the server says that it must not ({@link dev.halley.wire.CloseReason#reconnect()}: authentication
 * refused, replaced, kicked). {@link ClientState} has the machine.
 *
 * <p>Over TCP, version 1 of the protocol closes without a reason; so there a client that was
 * refused or replaced tries again, ever more slowly. Over WebSocket it knows better.
 *
 * <p>While the client is not online nothing is queued: requests fail at once with {@link
 * Kind#NOT_ONLINE}. Messages that were pushed meanwhile are gone: version 1 has no recovery.
 *
 * <p>Every method may be called from any thread, and none blocks. Futures complete on the client's
 * event loop.
 */
public final class HalleyClient implements AutoCloseable {

    /** Highest operation that the protocol, version 2 included, keeps for itself. */
    private static final int LAST_RESERVED = 30;

    private final ClientOptions options;
    private final Semaphore inFlight;
    private final Consumer<Runnable> loop;
    private final SessionKeeper keeper;

    /** A client with a thread of its own, which ends with the client. */
    public HalleyClient(ClientOptions options, ClientListener listener) {
        this(options, listener, new ClientThreads(1), true);
    }

    /** A client on shared threads, which must outlive it. */
    public HalleyClient(ClientOptions options, ClientListener listener, ClientThreads threads) {
        this(options, listener, threads, false);
    }

    private HalleyClient(
            ClientOptions options,
            ClientListener listener,
            ClientThreads threads,
            boolean ownsThreads) {
        this.options = requireNonNull(options, "options");
        this.inFlight = new Semaphore(options.limits().maxInFlight());
        var eventLoop = threads.next();
        this.loop = eventLoop::execute;
        this.keeper = new SessionKeeper(options, requireNonNull(listener, "listener"), eventLoop);
        if (ownsThreads) {
            var unused = keeper.closed().whenComplete((nothing, failure) -> threads.close());
        }
    }

    /**
     * Begins to connect; a second call begins nothing new.
     *
     * @return done when the session is online for the first time; fails with {@link Kind#CLOSED}
     *     when the client is closed, or gives up, before that
     */
    public CompletableFuture<Void> connect() {
        run(keeper::connect, keeper.online());
        return keeper.online().copy();
    }

    /** Where the client stands now. */
    public ClientState state() {
        return keeper.state();
    }

    /** The counters until now. */
    public ClientStats stats() {
        return keeper.stats();
    }

    /**
     * Sends a message upstream, to the business systems.
     *
     * @param operation 4, or one above 30 of the application's own
     * @param body at most {@link ClientOptions.Limits#maxBodyBytes()}
     * @return done when the server has taken it; fails with a {@link ClientException}
     */
    public CompletableFuture<Void> send(int operation, byte[] body) {
        requireNonNull(body, "body");
        if (operation != Operation.SEND_MESSAGE && operation <= LAST_RESERVED) {
            throw new IllegalArgumentException(
                    "operation: " + operation + " (expected: 4 or > 30)");
        }
        return request(operation, operation, body, () -> {});
    }

    /**
     * Leaves the present room for another one; kept over reconnects.
     *
     * @param room {@code type://id}; empty: leave only
     * @return done when the server has moved the session
     */
    public CompletableFuture<Void> changeRoom(String room) {
        requireNonNull(room, "room");
        byte[] body = room.getBytes(StandardCharsets.UTF_8);
        return request(
                Operation.CHANGE_ROOM, Operation.CHANGE_ROOM_REPLY, body, () -> keeper.room(room));
    }

    /** Receives these operations too, from the reply on; kept over reconnects. */
    public CompletableFuture<Void> accept(Collection<Integer> operations) {
        List<Integer> copy = List.copyOf(operations);
        return request(
                Operation.ACCEPT, Operation.ACCEPT_REPLY, list(copy), () -> keeper.accept(copy));
    }

    /** Receives these operations no more; kept over reconnects. */
    public CompletableFuture<Void> stopAccepting(Collection<Integer> operations) {
        List<Integer> copy = List.copyOf(operations);
        return request(
                Operation.STOP_ACCEPTING,
                Operation.STOP_ACCEPTING_REPLY,
                list(copy),
                () -> keeper.stopAccepting(copy));
    }

    /** Done when the client is closed for good, by whom ever, and its connection is gone. */
    public CompletableFuture<Void> closed() {
        return keeper.closed().copy();
    }

    /** Closes the session and stops reconnecting; does not wait, {@link #closed()} tells. */
    @Override
    public void close() {
        run(keeper::close, null);
    }

    /** Sends a request; {@code taken} runs on the loop at the reply, as it touches the keeper. */
    private CompletableFuture<Void> request(
            int operation, int replyOperation, byte[] body, Runnable taken) {
        int most = options.limits().maxBodyBytes();
        if (body.length > most) {
            throw new IllegalArgumentException(
                    "body: " + body.length + " bytes (expected: <= " + most + ")");
        }
        if (!inFlight.tryAcquire()) {
            keeper.refused();
            return CompletableFuture.failedFuture(
                    new ClientException(
                            Kind.TOO_MANY_IN_FLIGHT,
                            options.limits().maxInFlight() + " requests wait for their reply"));
        }
        CompletableFuture<byte[]> reply = new CompletableFuture<>();
        CompletableFuture<Void> result =
                reply.whenComplete((bytes, failure) -> inFlight.release()).thenRun(taken);
        run(() -> keeper.request(operation, replyOperation, body, reply), reply);
        return result;
    }

    /** Hands a step to the loop, never inline, so that no listener sees a step half done. */
    private void run(Runnable step, @Nullable CompletableFuture<?> waiting) {
        try {
            loop.accept(step);
        } catch (RejectedExecutionException e) {
            if (waiting != null) {
                waiting.completeExceptionally(
                        new ClientException(Kind.CLOSED, "the client is closed"));
            }
        }
    }

    private static byte[] list(List<Integer> operations) {
        return operations.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(","))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
