package dev.halley.comet.session;

import dev.halley.api.rooms.RoomRights;
import dev.halley.comet.json.ReplyBodies;
import dev.halley.comet.json.RoomAnswer.Refusal;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.wishes.AskedPlaces;
import dev.halley.comet.wishes.JoinPlan;
import dev.halley.comet.wishes.RoomAdmission;
import dev.halley.wire.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rooms that a business system lets sessions join and leave. What the session itself has a right to
 * does not matter; how many rooms it may have does. Orders may come while a session is still on its
 * way into a room; the last one holds. Belongs to its loop.
 */
final class ServerMoves {
    private final SessionLoop loop;

    ServerMoves(SessionLoop loop) {
        this.loop = loop;
    }

    /**
     * Moves a session of version 1, which has one room: it goes to the last of those it is to join,
     * and out of the one it was in. It is told nothing.
     */
    void moveOne(Session session, List<String> join, List<String> leave) {
        if (join.isEmpty()) {
            loop.operations().leave(session, leave);
            return;
        }
        RoomKey wanted = session.roomKey(join.get(join.size() - 1));
        if (RoomAdmission.isRoom(wanted.name())) {
            loop.operations().change(session, wanted, () -> {});
        } else {
            loop.node().metrics().roomsRefused(1);
        }
    }

    /** Moves a session of version 2, and tells it as if it had asked, with sequence 0. */
    void move(VersionTwoSession session, List<String> join, List<String> leave) {
        List<String> left = loop.operations().leave(session, leave);
        if (!left.isEmpty()) {
            session.noticeLeft(left);
            session.channel().flush();
        }
        Set<String> present = session.roomsToBe();
        List<String> more = join.stream().filter(room -> !present.contains(room)).toList();
        RoomAdmission admission = new RoomAdmission(RoomRights.ANY, session.limits().maxRooms());
        Map<String, Optional<Refusal>> verdicts =
                new LinkedHashMap<>(admission.judge(more, present));
        int wanted = verdicts.size();
        verdicts.values().removeIf(Optional::isPresent);
        loop.node().metrics().roomsRefused(wanted - verdicts.size());
        if (!verdicts.isEmpty()) {
            JoinPlan plan = new JoinPlan(session.app(), verdicts, AskedPlaces.of(List.of()));
            loop.operations().join(session, plan, () -> tell(session, plan));
        }
    }

    private static void tell(VersionTwoSession session, JoinPlan plan) {
        session.notice(Operation.JOIN_ROOMS_REPLY, ReplyBodies.joined(plan.rooms()));
    }
}
