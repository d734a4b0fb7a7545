package dev.halley.comet.session;

import dev.halley.comet.frames.Place;
import dev.halley.comet.json.ErrorCode;
import dev.halley.comet.json.NoticeBodies;
import dev.halley.comet.json.RefusedRequestException;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.replies.Request;
import dev.halley.wire.Operation;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * What a session of version 2 may ask for, and what it is answered; what version 1 knows, too, is
 * left to {@link SessionOperations}. Belongs to its loop.
 */
final class SessionRequests {
    private final SessionLoop loop;
    private final RoomRequests rooms;
    private final HistoryRequests history;

    SessionRequests(SessionLoop loop) {
        this.loop = loop;
        this.rooms = new RoomRequests(loop);
        this.history = new HistoryRequests(loop);
    }

    /**
     * Does what a frame asks for. Replies are written, not flushed, unless they come later.
     *
     * @param body valid during the call only
     * @throws RefusedRequestException if nothing of it was done
     */
    void take(VersionTwoSession session, Request request, ByteBuf body) {
        switch (request.operation()) {
            case Operation.HEARTBEAT -> heartbeat(session, request);
            case Operation.JOIN_ROOMS -> rooms.join(session, request, body);
            case Operation.LEAVE_ROOMS -> rooms.leave(session, request, body);
            case Operation.ACKNOWLEDGE -> history.acknowledge(session, request, body);
            case Operation.RECOVER -> history.recover(session, request, body);
            case Operation.CHANGE_ROOM -> rooms.change(session, request, body);
            case Operation.STOP_ACCEPTING -> stopAccepting(session, request, body);
            default -> loop.operations().take(session, request, body);
        }
    }

    private void stopAccepting(VersionTwoSession session, Request request, ByteBuf body) {
        if (session.acceptsAll()) {
            throw new RefusedRequestException(
                    ErrorCode.BAD_REQUEST, "accepts: everything (expected: named at AUTH)");
        }
        loop.operations().take(session, request, body);
    }

    private void heartbeat(VersionTwoSession session, Request request) {
        for (Place at : loop.shard().positions(session)) {
            session.notice(
                    Operation.POSITION,
                    NoticeBodies.position(at.stream(), at.epoch(), at.offset()));
        }
        List<RoomKey> in = session.rooms();
        int members = in.size() == 1 ? loop.node().membersOf(in.get(0)) : 0;
        loop.node()
                .replies()
                .int32(
                        session.channel(),
                        session.variant(),
                        request,
                        Operation.HEARTBEAT_REPLY,
                        members);
    }
}
