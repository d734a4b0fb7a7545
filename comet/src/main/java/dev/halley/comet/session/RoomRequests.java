package dev.halley.comet.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.halley.comet.json.ErrorCode;
import dev.halley.comet.json.RefusedRequestException;
import dev.halley.comet.json.ReplyBodies;
import dev.halley.comet.json.RequestBodies;
import dev.halley.comet.json.RoomAnswer.Refusal;
import dev.halley.comet.json.RoomsRequest;
import dev.halley.comet.replies.Request;
import dev.halley.comet.wishes.AskedPlaces;
import dev.halley.comet.wishes.JoinPlan;
import dev.halley.wire.Operation;
import io.netty.buffer.ByteBuf;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Joining and leaving rooms, by clients of version 2. Belongs to its loop. */
final class RoomRequests {
    private final SessionLoop loop;

    RoomRequests(SessionLoop loop) {
        this.loop = loop;
    }

    /** Joins rooms; what is live in them comes after the reply. */
    void join(VersionTwoSession session, Request request, ByteBuf body) {
        int most = session.limits().maxStreams();
        RoomsRequest wanted = RequestBodies.rooms(body, session.limits().maxRooms(), most);
        Map<String, Optional<Refusal>> verdicts =
                session.admission().judge(wanted.rooms(), session.roomsToBe());
        if (verdicts.containsValue(Optional.of(Refusal.TOO_MANY))) {
            throw new RefusedRequestException(
                    ErrorCode.TOO_MANY,
                    "rooms: (expected: at most " + session.limits().maxRooms() + ")");
        }
        AskedPlaces asked = AskedPlaces.of(wanted.recover());
        if (!asked.isEmpty()) {
            session.chargeHistory();
        }
        JoinPlan plan = new JoinPlan(session.app(), verdicts, asked);
        loop.node().metrics().roomsRefused(plan.refused());
        session.pause(SessionHandler.JOINING);
        loop.operations()
                .join(
                        session,
                        plan,
                        () -> {
                            byte[] answer = ReplyBodies.joined(plan.rooms());
                            session.reply(request, Operation.JOIN_ROOMS_REPLY, answer);
                            session.resume(SessionHandler.JOINING);
                        });
    }

    /** Leaves rooms; of a room in which it is not nothing is changed. */
    void leave(VersionTwoSession session, Request request, ByteBuf body) {
        int most = session.limits().maxRooms();
        List<String> rooms = RequestBodies.rooms(body, most, most).rooms();
        List<String> left = loop.operations().leave(session, rooms);
        session.reply(request, Operation.LEAVE_ROOMS_REPLY, ReplyBodies.left(rooms, left));
    }

    /** Changes the room as version 1 does, if the session may be in the new one. */
    void change(VersionTwoSession session, Request request, ByteBuf body) {
        Collection<Optional<Refusal>> verdict =
                session.admission().judge(List.of(body.toString(UTF_8)), Set.of()).values();
        if (body.isReadable() && !verdict.contains(Optional.<Refusal>empty())) {
            throw new RefusedRequestException(
                    ErrorCode.NOT_ALLOWED, "room: (expected: one that the session may be in)");
        }
        loop.operations().take(session, request, body);
    }
}
