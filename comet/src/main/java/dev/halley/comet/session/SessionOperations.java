package dev.halley.comet.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.halley.api.logic.RoomMove;
import dev.halley.api.logic.Upstream;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.replies.Replies;
import dev.halley.comet.replies.Request;
import dev.halley.comet.wishes.Accepts;
import dev.halley.wire.CloseReason;
import dev.halley.wire.Operation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;

/** What sessions of every version may ask for, and what they are answered. Belongs to its loop. */
final class SessionOperations {
    private static final int[] NONE = {};

    private final SessionLoop loop;

    SessionOperations(SessionLoop loop) {
        this.loop = loop;
    }

    /**
     * Does what a frame asks for. Replies are written, not flushed, unless they come later.
     *
     * @param body valid during the call only
     */
    void take(Session session, Request request, ByteBuf body) {
        switch (request.operation()) {
            case Operation.HEARTBEAT -> heartbeat(session, request);
            case Operation.CHANGE_ROOM -> changeRoom(session, request, body);
            case Operation.ACCEPT, Operation.STOP_ACCEPTING ->
                    changeAccepts(session, request, body);
            default -> upstream(session, request, body);
        }
    }

    private void heartbeat(Session session, Request request) {
        int members = 0;
        for (RoomKey room : session.rooms()) {
            members = loop.node().membersOf(room);
        }
        replies()
                .int32(
                        session.channel(),
                        session.variant(),
                        request,
                        Operation.HEARTBEAT_REPLY,
                        members);
    }

    private void changeRoom(Session session, Request request, ByteBuf body) {
        List<RoomKey> before = session.rooms();
        RoomKey wanted = session.roomKey(body.toString(UTF_8));
        if (!body.isReadable() || before.contains(wanted)) {
            List<RoomKey> left = body.isReadable() ? List.of() : before;
            left.forEach(room -> loop.shard().leave(session, room));
            left.forEach(room -> moved(session, room.name(), ""));
            reply(session, request, Operation.CHANGE_ROOM_REPLY, body);
            return;
        }
        if (!session.rights().allow(wanted.name())) {
            // Version 1 has no words for it; a version 2 session was told before it came here.
            session.close(CloseReason.AUTH_FAILED);
            return;
        }
        session.pause(SessionHandler.JOINING);
        ByteBuf kept = Unpooled.copiedBuffer(body);
        // In the new room before it is out of the old one: nothing is missed in between.
        loop.shard()
                .join(
                        session,
                        wanted,
                        () -> {
                            arrived(session, wanted);
                            reply(session, request, Operation.CHANGE_ROOM_REPLY, kept);
                            session.channel().flush();
                            session.resume(SessionHandler.JOINING);
                        });
    }

    /** A session is in a new room: it leaves all others, and logic is told. */
    void arrived(Session session, RoomKey wanted) {
        List<RoomKey> others = session.rooms().stream().filter(r -> !r.equals(wanted)).toList();
        others.forEach(room -> loop.shard().leave(session, room));
        moved(session, others.isEmpty() ? "" : others.get(0).name(), wanted.name());
    }

    /** Notes for logic that a session has left or joined a room. */
    void moved(Session session, String left, String joined) {
        loop.node()
                .moves()
                .add(
                        () ->
                                RoomMove.newBuilder()
                                        .setSession(session.registration())
                                        .setLeft(left)
                                        .setJoined(joined)
                                        .setAtUs(loop.node().nowUs())
                                        .build());
    }

    private void changeAccepts(Session session, Request request, ByteBuf body) {
        boolean more = request.operation() == Operation.ACCEPT;
        int[] change = Accepts.parse(body).orElse(NONE);
        int[] before = session.accepts();
        int[] after = more ? Accepts.plus(before, change) : Accepts.minus(before, change);
        if (after.length > loop.node().limits().maxAccepts()) {
            session.close(CloseReason.PROTOCOL_ERROR);
            return;
        }
        session.accepts(after);
        int operation = more ? Operation.ACCEPT_REPLY : Operation.STOP_ACCEPTING_REPLY;
        reply(session, request, operation, body);
    }

    private void upstream(Session session, Request request, ByteBuf body) {
        List<RoomKey> rooms = session.rooms();
        Upstream message =
                Upstream.newBuilder()
                        .setUser(session.user())
                        .setKey(session.key())
                        .setRoom(rooms.isEmpty() ? "" : rooms.get(0).name())
                        .setOperation(request.operation())
                        .setBody(ByteString.copyFrom(body.nioBuffer()))
                        .setReceivedAtUs(loop.node().nowUs())
                        .build();
        if (!loop.lane().offer(message, () -> upstreamAccepted(session, request))) {
            session.pause(SessionHandler.LANE_FULL);
            loop.lane().whenRoom(() -> session.resume(SessionHandler.LANE_FULL));
        }
    }

    private void upstreamAccepted(Session session, Request request) {
        if (!session.isClosed()) {
            replies().empty(session.channel(), session.variant(), request, request.operation());
            session.channel().flush();
        }
    }

    private void reply(Session session, Request request, int operation, ByteBuf body) {
        replies().body(session.channel(), session.variant(), request, operation, body);
    }

    private Replies replies() {
        return loop.node().replies();
    }
}
