package dev.halley.simulation.comet;

import dev.halley.api.comet.Delivery;
import dev.halley.api.comet.Sessions;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.members.ShardIds;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.simulation.schedule.Mailbox;
import dev.halley.simulation.schedule.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event loop of a comet, with its sessions and its rooms. */
final class ShardModel {
    private static final long DRAIN_NANOS = 20 * Schedule.MS;
    private static final long AGAIN_NANOS = 50 * Schedule.MS;

    private final CometNode comet;
    private final int index;
    private final ShardIds ids;
    private final Mailbox loop;
    private final Map<Long, Session> sessions = new LinkedHashMap<>();
    private final Map<RoomKey, ShardRoom> rooms = new LinkedHashMap<>();
    private final List<Runnable> inbox = new ArrayList<>();

    ShardModel(CometNode comet, int index) {
        this.comet = comet;
        this.index = index;
        this.ids = new ShardIds(index, CometNode.SHARDS);
        this.loop = new Mailbox(comet.around().schedule(), comet.life(), Runnable::run);
    }

    CometNode comet() {
        return comet;
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

    /** Has the loop do something a little later. */
    void again(Runnable action) {
        comet.around().schedule().after(comet.life(), AGAIN_NANOS, () -> loop.execute(action));
    }

    /** Takes a delivery into the inbox, which is drained as a whole a little later. */
    void offer(Delivery part, Holds holds) {
        inbox.add(() -> write(part, holds));
        if (inbox.size() == 1) {
            comet.around().schedule().within(comet.life(), DRAIN_NANOS, this::drain);
        }
    }

    private void drain() {
        List<Runnable> all = List.copyOf(inbox);
        inbox.clear();
        all.forEach(Runnable::run);
    }

    private void write(Delivery part, Holds holds) {
        if (part.hasToRoom()) {
            ShardRoom room = rooms.get(new RoomKey(part.getApp(), part.getToRoom().getRoom()));
            if (room == null) {
                holds.release();
            } else {
                room.offer(new Live(Messages.ofRoom(part), holds));
            }
            return;
        }
        Sessions to = part.getToSessions().getSessions();
        for (int i = 0; i < to.getSessionIdsCount(); i++) {
            Session session = sessions.get(to.getSessionIds(i));
            if (session != null && session.generation() == to.getGenerations(i)) {
                holds.hold();
                session.direct(new Live(Messages.ofSession(part, i), holds));
            }
        }
        holds.release();
    }

    void checkPositions() {
        rooms.values().forEach(ShardRoom::ask);
    }

    void add(Session session) {
        sessions.put(session.id(), session);
    }

    void remove(Session session) {
        if (sessions.remove(session.id()) != null) {
            for (RoomKey room : List.copyOf(rooms.keySet())) {
                leave(session, room);
            }
        }
    }

    /** Counts a member in before it is one, so that jobs hear of the room. */
    void reserve(RoomKey room) {
        comet.rooms().enter(room, index);
    }

    void giveUp(RoomKey room) {
        comet.rooms().exit(room, index);
    }

    void join(Session session, RoomKey key, @Nullable StreamPoint after) {
        ShardRoom room =
                rooms.computeIfAbsent(key, k -> new ShardRoom(this, k, comet.rooms().recent(k)));
        if (room.has(session)) {
            giveUp(key);
        } else {
            room.join(session, after);
        }
    }

    void leave(Session session, RoomKey key) {
        ShardRoom room = rooms.get(key);
        if (room != null && room.leave(session)) {
            if (room.isEmpty()) {
                rooms.remove(key);
                room.end();
            }
            giveUp(key);
        }
    }
}
