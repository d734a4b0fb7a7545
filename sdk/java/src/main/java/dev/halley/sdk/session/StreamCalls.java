package dev.halley.sdk.session;

import static java.util.Objects.requireNonNull;

import dev.halley.sdk.ClientException;
import dev.halley.sdk.ClientException.Kind;
import dev.halley.sdk.bodies.ReplyBodies;
import dev.halley.sdk.bodies.ReplyBodies.JoinedRoom;
import dev.halley.sdk.bodies.RequestBodies;
import dev.halley.sdk.dialect.Recovery;
import dev.halley.sdk.events.ReadPosition;
import dev.halley.sdk.events.RoomAnswer;
import dev.halley.sdk.events.StreamAnswer;
import dev.halley.sdk.positions.StreamPosition;
import dev.halley.wire.Operation;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The requests that only version 2 has. Any thread may call; futures complete on the loop. */
public final class StreamCalls {

    private final ClientCore core;
    private final Recovery recovery;

    /** Sends through the client. */
    public StreamCalls(ClientCore core, Recovery recovery) {
        this.core = requireNonNull(core, "core");
        this.recovery = requireNonNull(recovery, "recovery");
    }

    /** Joins rooms; one answer for each. */
    public CompletableFuture<List<RoomAnswer>> join(Collection<String> rooms) {
        List<String> copy = List.copyOf(rooms);
        List<String> streams = copy.stream().map(Recovery::streamOf).toList();
        return core.request(
                Operation.JOIN_ROOMS,
                Operation.JOIN_ROOMS_REPLY,
                () -> recovery.join(copy),
                reply -> withdrawing(reply, streams).thenApply(StreamCalls::rooms));
    }

    /** Leaves rooms. */
    public CompletableFuture<Void> leave(Collection<String> rooms) {
        List<String> copy = List.copyOf(rooms);
        return leave(() -> copy);
    }

    /** Goes to one room and leaves all others; empty: leaves all. */
    public CompletableFuture<Void> change(String room) {
        CompletableFuture<Void> there =
                room.isEmpty()
                        ? CompletableFuture.completedFuture(null)
                        : join(List.of(room)).thenAccept(StreamCalls::mustBeIn);
        return there.thenCompose(
                joined ->
                        leave(
                                () ->
                                        core.wishes().rooms().stream()
                                                .filter(other -> !other.equals(room))
                                                .toList()));
    }

    /** Says how far the user has read. */
    public CompletableFuture<ReadPosition> acknowledge(String stream, StreamPosition position) {
        return core.request(
                Operation.ACKNOWLEDGE,
                Operation.ACKNOWLEDGE_REPLY,
                () -> RequestBodies.acknowledge(stream, position),
                reply -> reply.thenApply(ReplyBodies::readPosition));
    }

    /** Asks for all that came behind a place. */
    public CompletableFuture<StreamAnswer> recover(String stream, StreamPosition from) {
        return core.request(
                Operation.RECOVER,
                Operation.RECOVER_REPLY,
                () -> recovery.recover(stream, from),
                reply ->
                        withdrawing(reply, List.of(stream))
                                .thenApply(body -> answerFor(stream, body)));
    }

    /** The rooms are those of the moment when the request goes out. */
    private CompletableFuture<Void> leave(Supplier<List<String>> rooms) {
        return core.request(
                Operation.LEAVE_ROOMS,
                Operation.LEAVE_ROOMS_REPLY,
                () -> RequestBodies.leave(rooms.get()),
                reply -> reply.thenAccept(body -> {}));
    }

    /** A refused request leaves the positions as they are. After a timeout a reply may still come. */
    private CompletableFuture<byte[]> withdrawing(
            CompletableFuture<byte[]> reply, List<String> streams) {
        return reply.whenComplete(
                (body, failure) -> {
                    if (plain(failure) instanceof ClientException refused
                            && refused.kind() == Kind.REFUSED) {
                        recovery.withdraw(streams);
                    }
                });
    }

    private static @Nullable Throwable plain(@Nullable Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    private static List<RoomAnswer> rooms(byte[] body) {
        return ReplyBodies.joined(body).stream().map(JoinedRoom::room).toList();
    }

    private static StreamAnswer answerFor(String stream, byte[] body) {
        return ReplyBodies.streams(body).stream()
                .filter(answer -> answer.stream().equals(stream))
                .findFirst()
                .orElse(new StreamAnswer(stream, false, 0, 0));
    }

    private static void mustBeIn(List<RoomAnswer> answers) {
        for (RoomAnswer answer : answers) {
            if (!answer.joined()) {
                throw new ClientException(
                        Kind.REFUSED, answer.room() + ": " + answer.reason(), answer.reason());
            }
        }
    }
}
