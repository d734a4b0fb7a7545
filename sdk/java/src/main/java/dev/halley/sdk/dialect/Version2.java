package dev.halley.sdk.dialect;

import static java.util.Objects.requireNonNull;

import dev.halley.sdk.ClientListener;
import dev.halley.sdk.Identity;
import dev.halley.sdk.bodies.ReplyBodies;
import dev.halley.sdk.bodies.ReplyBodies.Goodbye;
import dev.halley.sdk.bodies.ReplyBodies.JoinedRoom;
import dev.halley.sdk.bodies.ReplyBodies.Move;
import dev.halley.sdk.bodies.RequestBodies;
import dev.halley.sdk.bodies.RequestBodies.Wanted;
import dev.halley.sdk.events.RoomAnswer;
import dev.halley.sdk.events.ServerError;
import dev.halley.sdk.events.SessionStart;
import dev.halley.sdk.events.StreamAnswer;
import dev.halley.sdk.link.Frame;
import dev.halley.sdk.link.LinkEnd;
import dev.halley.wire.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Halley's protocol. A message has an extension in its header; what has none is a reply or news of
 * the session, and an operation that is not known is ignored.
 */
public final class Version2 implements Dialect {

    private static final String USER = "user:";

    private final Wishes wishes;
    private final ClientListener listener;
    private final Steering steering;
    private final Recovery recovery;
    private List<String> roomsToJoin = List.of();

    /** Hands messages to the listener by way of the recovery. */
    public Version2(Wishes wishes, ClientListener listener, Recovery recovery, Steering steering) {
        this.wishes = requireNonNull(wishes, "wishes");
        this.listener = requireNonNull(listener, "listener");
        this.steering = requireNonNull(steering, "steering");
        this.recovery = requireNonNull(recovery, "recovery");
    }

    @Override
    public byte[] auth(String token) {
        recovery.withdrawAll();
        List<String> all = wishes.rooms();
        int fitting =
                Portions.fitting(
                        all.size(), 0, count -> auth(token, wanted(token, all.subList(0, count))));
        roomsToJoin = all.subList(fitting, all.size());
        Wanted wanted = wanted(token, all.subList(0, fitting));
        recovery.ask(wanted.recover().keySet());
        return auth(token, wanted);
    }

    @Override
    public void early(Frame frame) {
        if (frame.operation() == Operation.DISCONNECT) {
            disconnect(ReplyBodies.goodbye(frame.body()));
        }
    }

    @Override
    public Optional<String> objection(byte[] reply) {
        return reply.length == 0
                ? Optional.of("the server speaks version 1 of the protocol only")
                : Optional.empty();
    }

    @Override
    public Duration welcomed(byte[] reply) {
        SessionStart start = ReplyBodies.sessionStart(reply);
        wishes.key(start.key());
        listener.onSession(start);
        start.streams().forEach(recovery::answered);
        recovery.closeAsks();
        start.rooms().stream().filter(room -> !room.joined()).forEach(this::notJoined);
        joinTheRest();
        return start.heartbeat();
    }

    @Override
    public void frame(Frame frame) {
        if (frame.extension().isPresent()) {
            recovery.message(frame, frame.extension().get());
            return;
        }
        switch (frame.operation()) {
            case Operation.JOIN_ROOMS_REPLY -> joined(frame);
            case Operation.LEAVE_ROOMS_REPLY -> left(frame);
            case Operation.RECOVER_REPLY ->
                    ReplyBodies.streams(frame.body()).forEach(recovery::answered);
            case Operation.GAP -> recovery.gap(ReplyBodies.gap(frame.body()));
            case Operation.POSITION -> recovery.moved(ReplyBodies.position(frame.body()));
            case Operation.RECONNECT -> move(ReplyBodies.move(frame.body()));
            case Operation.DISCONNECT -> disconnect(ReplyBodies.goodbye(frame.body()));
            case Operation.ERROR -> refused(frame);
            default -> {}
        }
        steering.answered(frame);
    }

    @Override
    public void lost() {
        recovery.withdrawAll();
    }

    private byte[] auth(String token, Wanted wanted) {
        Identity identity = wishes.identity();
        return token.isEmpty()
                ? RequestBodies.auth(identity.user(), wishes.key(), identity.platform(), wanted)
                : RequestBodies.authWithToken(token, wanted);
    }

    private Wanted wanted(String token, List<String> rooms) {
        String user = token.isEmpty() ? wishes.identity().user() : "";
        Predicate<String> own =
                stream -> user.isEmpty() ? stream.startsWith(USER) : stream.equals(USER + user);
        Optional<List<Integer>> accepts =
                wishes.filters() ? Optional.of(wishes.accepts()) : Optional.empty();
        return new Wanted(rooms, accepts, recovery.known(own.or(Recovery.streamsOf(rooms))));
    }

    private void joinTheRest() {
        List<String> rest = roomsToJoin;
        roomsToJoin = List.of();
        while (!rest.isEmpty()) {
            List<String> rooms = rest;
            int fitting =
                    Portions.fitting(
                            rooms.size(),
                            1,
                            count -> {
                                List<String> some = rooms.subList(0, count);
                                return RequestBodies.join(
                                        some, recovery.known(Recovery.streamsOf(some)));
                            });
            steering.send(Operation.JOIN_ROOMS, recovery.join(rooms.subList(0, fitting)));
            rest = rooms.subList(fitting, rooms.size());
        }
    }

    private void notJoined(RoomAnswer room) {
        wishes.leave(room.room());
        recovery.forget(Recovery.streamOf(room.room()));
        listener.onRoom(room);
    }

    private void joined(Frame frame) {
        for (JoinedRoom joined : ReplyBodies.joined(frame.body())) {
            RoomAnswer room = joined.room();
            if (!room.joined()) {
                notJoined(room);
                continue;
            }
            wishes.join(room.room());
            String stream = Recovery.streamOf(room.room());
            recovery.answered(joined.stream().orElse(new StreamAnswer(stream, false, 0, 0)));
            if (frame.sequence() == 0) {
                listener.onRoom(room);
            }
        }
    }

    private void left(Frame frame) {
        for (String room : ReplyBodies.left(frame.body())) {
            wishes.leave(room);
            recovery.forget(Recovery.streamOf(room));
            if (frame.sequence() == 0) {
                listener.onRoom(new RoomAnswer(room, false, RoomAnswer.LEFT, 0));
            }
        }
    }

    private void move(Move move) {
        steering.move(move.delay(), move.nodes());
    }

    private void disconnect(Goodbye goodbye) {
        steering.end(LinkEnd.disconnected(goodbye.code(), goodbye.reconnect(), goodbye.delay()));
    }

    private void refused(Frame frame) {
        ServerError error = ReplyBodies.error(frame.body());
        if (!steering.refused(frame.sequence(), error)) {
            listener.onError(error);
        }
    }
}
