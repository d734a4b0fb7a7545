package dev.halley.comet.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.halley.api.logic.RoomMove;
import dev.halley.api.logic.Upstream;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.replies.Replies;
import dev.halley.comet.replies.Request;
import dev.halley.comet.wishes.Accepts;
import dev.halley.comet.wishes.Arrivals.Arrival;
import dev.halley.comet.wishes.JoinPlan;
import dev.halley.comet.wishes.RoomAdmission;
import dev.halley.wire.CloseReason;
import dev.halley.wire.Operation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

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
        if (!body.isReadable()) {
            session.staysOut();
            leave(session, session.roomNames());
            reply(session, request, Operation.CHANGE_ROOM_REPLY, body);
            return;
        }
        RoomKey wanted = session.roomKey(body.toString(UTF_8));
        if (!RoomAdmission.isShort(wanted.name())) {
            session.close(CloseReason.PROTOCOL_ERROR);
            return;
        }
        if (!session.rooms().contains(wanted) && !session.rights().allow(wanted.name())) {
            // Version 1 has no words for it; a version 2 session was told before it came here.
            session.close(CloseReason.AUTH_FAILED);
            return;
        }
        session.pause(SessionHandler.JOINING);
        ByteBuf kept = Unpooled.copiedBuffer(body);
        change(
                session,
                wanted,
                () -> {
                    reply(session, request, Operation.CHANGE_ROOM_REPLY, kept);
                    session.channel().flush();
                    session.resume(SessionHandler.JOINING);
                });
    }

    /**
     * Has a session go into one room and out of all others, and out of those that it is still on its
     * way into: it may get there before this one or later. A session that is in the room stays where
     * it is.
     *
     * @param done runs at once or when it is there; not if it ends before
     */
    void change(Session session, RoomKey wanted, Runnable done) {
        session.staysOut();
        if (session.rooms().contains(wanted)) {
            done.run();
            return;
        }
        session.setsOut(List.of(wanted.name()));
        // In the new room before it is out of the old one: nothing is missed in between.
        loop.shard()
                .join(
                        session,
                        wanted,
                        () -> {
                            changed(session, wanted);
                            done.run();
                        });
    }

    private void changed(Session session, RoomKey wanted) {
        List<RoomKey> others = session.rooms().stream().filter(r -> !r.equals(wanted)).toList();
        Arrival arrival = session.arrives(wanted.name());
        if (arrival == Arrival.UNWANTED) {
            moved(session, "", wanted.name());
            leave(session, List.of(wanted.name()));
            return;
        }
        others.forEach(room -> loop.shard().leave(session, room));
        if (arrival == Arrival.NEW) {
            moved(session, others.isEmpty() ? "" : others.get(0).name(), wanted.name());
        }
        long told = arrival == Arrival.NEW ? 1 : 0;
        others.stream().skip(told).forEach(room -> moved(session, room.name(), ""));
    }

    /**
     * Lets a session of version 2 into rooms.
     *
     * @param tell writes the answer; it is flushed
     */
    void join(VersionTwoSession session, JoinPlan plan, Runnable tell) {
        session.setsOut(plan.wanted());
        loop.shard()
                .join(
                        session,
                        plan.asks(),
                        joined -> {
                            plan.joined(joined, loop.node()::membersOf);
                            tell.run();
                            session.noticeLeft(arrived(session, plan.wanted()));
                            session.channel().flush();
                        });
    }

    /** A session is in these rooms: those where it is not wanted any more it leaves at once. */
    private List<String> arrived(Session session, List<String> rooms) {
        List<String> unwanted = new ArrayList<>(0);
        for (String room : rooms) {
            Arrival arrival = session.arrives(room);
            if (arrival != Arrival.KNOWN) {
                moved(session, "", room);
            }
            if (arrival == Arrival.UNWANTED) {
                unwanted.add(room);
            }
        }
        return leave(session, unwanted);
    }

    /**
     * Takes a session out of rooms. One that is on its way into them leaves when it gets there.
     *
     * @return those of them that it was in
     */
    List<String> leave(Session session, Collection<String> rooms) {
        session.staysOut(rooms);
        Set<String> in = session.roomNames();
        List<String> left = rooms.stream().distinct().filter(in::contains).toList();
        left.forEach(room -> loop.shard().leave(session, session.roomKey(room)));
        left.forEach(room -> moved(session, room, ""));
        return left;
    }

    /** Notes for logic that a session has left or joined a room. */
    private void moved(Session session, String left, String joined) {
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
