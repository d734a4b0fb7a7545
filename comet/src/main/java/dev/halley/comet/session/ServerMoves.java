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
import java.util.stream.Collectors;

/**
 * Rooms that a business system lets sessions join and leave. What the session itself has a right to
 * does not matter; how many rooms it may have does. Belongs to its loop.
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
            leave(session, leave);
            return;
        }
        RoomKey wanted = session.roomKey(join.get(join.size() - 1));
        if (!RoomAdmission.isRoom(wanted.name())) {
            loop.node().metrics().roomsRefused(1);
        } else if (!session.rooms().contains(wanted)) {
            loop.shard().join(session, wanted, () -> loop.operations().arrived(session, wanted));
        }
    }

    /** Moves a session of version 2, and tells it as if it had asked, with sequence 0. */
    void move(VersionTwoSession session, List<String> join, List<String> leave) {
        List<String> left = leave(session, leave);
        if (!left.isEmpty()) {
            session.notice(Operation.LEAVE_ROOMS_REPLY, ReplyBodies.left(left, left));
            session.channel().flush();
        }
        Set<String> present =
                session.rooms().stream().map(RoomKey::name).collect(Collectors.toSet());
        List<String> more = join.stream().filter(room -> !present.contains(room)).toList();
        RoomAdmission admission =
                new RoomAdmission(RoomRights.ANY, session.limits().maxRooms() - session.arriving());
        Map<String, Optional<Refusal>> verdicts =
                new LinkedHashMap<>(admission.judge(more, present));
        int wanted = verdicts.size();
        verdicts.values().removeIf(Optional::isPresent);
        loop.node().metrics().roomsRefused(wanted - verdicts.size());
        if (!verdicts.isEmpty()) {
            join(session, new JoinPlan(session.app(), verdicts, AskedPlaces.of(List.of())));
        }
    }

    private void join(VersionTwoSession session, JoinPlan plan) {
        session.arriving(plan.asks().size());
        loop.shard()
                .join(
                        session,
                        plan.asks(),
                        joined -> {
                            session.arriving(-plan.asks().size());
                            plan.joined(joined, loop.node()::membersOf);
                            session.notice(
                                    Operation.JOIN_ROOMS_REPLY, ReplyBodies.joined(plan.rooms()));
                            session.channel().flush();
                            plan.asks()
                                    .forEach(
                                            ask ->
                                                    loop.operations()
                                                            .moved(session, "", ask.room().name()));
                        });
    }

    private List<String> leave(Session session, List<String> rooms) {
        Set<String> in = session.rooms().stream().map(RoomKey::name).collect(Collectors.toSet());
        List<String> left = rooms.stream().distinct().filter(in::contains).toList();
        left.forEach(room -> loop.shard().leave(session, session.roomKey(room)));
        left.forEach(room -> loop.operations().moved(session, room, ""));
        return left;
    }
}
