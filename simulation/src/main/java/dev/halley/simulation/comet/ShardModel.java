package dev.halley.simulation.comet;

import dev.halley.api.comet.Delivery;
import dev.halley.api.comet.Sessions;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.members.ShardIds;
import dev.halley.simulation.schedule.Mailbox;
import dev.halley.simulation.schedule.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One event loop of a comet, with its sessions and the members of its rooms. */
final class ShardModel {
    private static final long DRAIN_NANOS = 20 * Schedule.MS;

    private final CometNode comet;
    private final int index;
    private final ShardIds ids;
    private final Mailbox loop;
    private final Map<Long, Session> sessions = new LinkedHashMap<>();
    private final Map<RoomKey, Set<Session>> members = new LinkedHashMap<>();
    private final List<Runnable> inbox = new ArrayList<>();

    ShardModel(CometNode comet, int index) {
        this.comet = comet;
        this.index = index;
        this.ids = new ShardIds(index, CometNode.SHARDS);
        this.loop = new Mailbox(comet.around().schedule(), comet.process(), Runnable::run);
    }

    int index() {
        return index;
    }

    Mailbox loop() {
        return loop;
    }

    boolean quiet() {
        return loop.idle() && inbox.isEmpty();
    }

    long newId() {
        return ids.next();
    }

    /** Takes a delivery into the inbox, which is drained as a whole a little later. */
    void offer(Delivery part, Holds holds) {
        inbox.add(
                () -> {
                    write(part);
                    holds.release();
                });
        if (inbox.size() == 1) {
            comet.around().schedule().within(comet.process(), DRAIN_NANOS, this::drain);
        }
    }

    private void drain() {
        List<Runnable> all = List.copyOf(inbox);
        inbox.clear();
        all.forEach(Runnable::run);
    }

    private void write(Delivery part) {
        if (part.hasToRoom()) {
            RoomKey room = new RoomKey(part.getApp(), part.getToRoom().getRoom());
            for (Session member : new ArrayList<>(members.getOrDefault(room, Set.of()))) {
                member.room(room, part);
            }
            return;
        }
        Sessions to = part.getToSessions().getSessions();
        for (int i = 0; i < to.getSessionIdsCount(); i++) {
            Session session = sessions.get(to.getSessionIds(i));
            if (session != null) {
                session.direct(to.getGenerations(i), part);
            }
        }
    }

    void add(Session session) {
        sessions.put(session.id(), session);
    }

    void remove(Session session) {
        if (sessions.remove(session.id()) != null) {
            for (RoomKey room : List.copyOf(members.keySet())) {
                leave(session, room);
            }
        }
    }

    boolean has(Session session) {
        return sessions.containsKey(session.id());
    }

    /** Counts a member in before it is one, so that jobs hear of the room. */
    void reserve(RoomKey room) {
        comet.rooms().enter(room, index);
    }

    void giveUp(RoomKey room) {
        comet.rooms().exit(room, index);
    }

    void join(Session session, RoomKey room) {
        if (!members.computeIfAbsent(room, r -> new LinkedHashSet<>()).add(session)) {
            giveUp(room);
        }
    }

    void leave(Session session, RoomKey room) {
        Set<Session> here = members.get(room);
        if (here != null && here.remove(session)) {
            if (here.isEmpty()) {
                members.remove(room);
            }
            giveUp(room);
        }
    }
}
