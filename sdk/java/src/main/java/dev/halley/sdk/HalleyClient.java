package dev.halley.sdk;

import static java.util.Objects.requireNonNull;

import dev.halley.sdk.ClientException.Kind;
import dev.halley.sdk.events.ReadPosition;
import dev.halley.sdk.events.RoomAnswer;
import dev.halley.sdk.events.StreamAnswer;
import dev.halley.sdk.positions.StreamPosition;
import dev.halley.sdk.session.ClientCore;
import dev.halley.sdk.session.StreamCalls;
import dev.halley.wire.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * One session of one user. It connects, authenticates, sends heartbeats, hands over what arrives,
 * and reconnects by itself, in the rooms and with the operations it had last, until it is closed or
 * the server says that it must not ({@link dev.halley.wire.CloseReason#reconnect()}: authentication
 * refused, replaced, kicked). {@link ClientState} has the machine.
 *
 * <p>In version 2 of the protocol it asks for what it missed, and hands each message of a stream
 * over once and in order, or says that it cannot: {@link ClientListener#onNotRecovered}, {@link
 * ClientListener#onGap}. In version 1 what was pushed meanwhile is gone; and over TCP the server
 * closes without a reason, so a client that was refused or replaced tries again, ever more slowly.
 *
 * <p>Messages sent while the client is not online wait for it, {@link
 * ClientOptions.Limits#maxQueued()} at most; other requests fail at once with {@link
 * Kind#NOT_ONLINE}.
 *
 * <p>Every method may be called from any thread, and none blocks. Futures complete on the client's
 * event loop.
 */
public final class HalleyClient implements AutoCloseable {

    /** Highest operation that the protocol, version 2 included, keeps for itself. */
    private static final int LAST_RESERVED = 30;

    private final ClientCore core;
    private final Optional<StreamCalls> streams;

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
        this.core = new ClientCore(options, listener, threads.next());
        this.streams = core.recovery().map(recovery -> new StreamCalls(core, recovery));
        if (ownsThreads) {
            var unused = core.closed().whenComplete((nothing, failure) -> threads.close());
        }
    }

    /**
     * Begins to connect; a second call begins nothing new.
     *
     * @return done when the session is online for the first time; fails with {@link Kind#CLOSED}
     *     when the client is closed, or gives up, before that
     */
    public CompletableFuture<Void> connect() {
        return core.connect();
    }

    /** Where the client stands now. */
    public ClientState state() {
        return core.state();
    }

    /** The counters until now. */
    public ClientStats stats() {
        return core.stats();
    }

    /**
     * Sends a message upstream, to the business systems. While the client is not online it waits,
     * without a limit in time. A message that was sent when the connection was lost is not sent
     * again: it fails with {@link Kind#CONNECTION_LOST}, and the server may have it.
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
        return core.send(operation, body);
    }

    /**
     * Leaves the present rooms for another one; kept over reconnects. In version 2 it joins first,
     * and then leaves.
     *
     * @param room {@code type://id}; empty: leave only
     * @return done when the server has moved the session
     */
    public CompletableFuture<Void> changeRoom(String room) {
        requireNonNull(room, "room");
        if (streams.isPresent()) {
            return streams.get().change(room);
        }
        byte[] body = room.getBytes(StandardCharsets.UTF_8);
        return core.request(
                Operation.CHANGE_ROOM,
                Operation.CHANGE_ROOM_REPLY,
                body,
                () -> core.wishes().onlyRoom(room));
    }

    /**
     * Joins rooms, beside those that the session is in; kept over reconnects. A room that the
     * session has a kept position of is recovered. Version 2 only.
     *
     * @return an answer for each room, in the order given: a room may be refused while others are
     *     joined. Fails with {@link Kind#REFUSED} when the server refuses the whole
     * @throws UnsupportedOperationException in version 1
     */
    public CompletableFuture<List<RoomAnswer>> joinRooms(Collection<String> rooms) {
        return version2().join(rooms);
    }

    /**
     * Leaves rooms, and forgets how far it came in their streams. Version 2 only.
     *
     * @throws UnsupportedOperationException in version 1
     */
    public CompletableFuture<Void> leaveRooms(Collection<String> rooms) {
        return version2().leave(rooms);
    }

    /**
     * Says that the user has read its own stream up to a message, the ones before included. All the
     * user's devices see it: in the answer, and when they connect. Version 2 only.
     *
     * @param message one of the user's own stream
     * @return how far the user has read, which may be further
     * @throws UnsupportedOperationException in version 1
     * @throws IllegalArgumentException if the message has no place in a stream
     */
    public CompletableFuture<ReadPosition> acknowledge(Message message) {
        StreamPosition position =
                message.position()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "message: without a place (expected: one of the"
                                                        + " user's stream)"));
        return version2().acknowledge(message.stream(), position);
    }

    /**
     * Asks for all that came behind a place in one of the session's streams, for instance after a
     * gap. It is handed over again, messages that were handed over before included. Version 2 only.
     *
     * @return whether it follows; {@link ClientListener#onRecovered} says so too
     * @throws UnsupportedOperationException in version 1
     */
    public CompletableFuture<StreamAnswer> recover(String stream, StreamPosition from) {
        requireNonNull(stream, "stream");
        requireNonNull(from, "from");
        return version2().recover(stream, from);
    }

    /** Receives these operations too, from the reply on; kept over reconnects. */
    public CompletableFuture<Void> accept(Collection<Integer> operations) {
        List<Integer> copy = List.copyOf(operations);
        return core.request(
                Operation.ACCEPT,
                Operation.ACCEPT_REPLY,
                list(copy),
                () -> core.wishes().accept(copy));
    }

    /** Receives these operations no more; kept over reconnects. */
    public CompletableFuture<Void> stopAccepting(Collection<Integer> operations) {
        List<Integer> copy = List.copyOf(operations);
        return core.request(
                Operation.STOP_ACCEPTING,
                Operation.STOP_ACCEPTING_REPLY,
                list(copy),
                () -> core.wishes().stopAccepting(copy));
    }

    /** Done when the client is closed for good, by whom ever, and its connection is gone. */
    public CompletableFuture<Void> closed() {
        return core.closed();
    }

    /** Closes the session and stops reconnecting; does not wait, {@link #closed()} tells. */
    @Override
    public void close() {
        core.close();
    }

    private StreamCalls version2() {
        return streams.orElseThrow(
                () -> new UnsupportedOperationException("version 1 of the protocol has none"));
    }

    private static byte[] list(List<Integer> operations) {
        return operations.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(","))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
