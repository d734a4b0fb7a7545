package dev.halley.simulation.comet;

import dev.halley.api.record.Route;
import dev.halley.comet.frames.Message;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.streams.Gap;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.simulation.around.Audience;
import dev.halley.simulation.check.Ledger;
import dev.halley.simulation.check.Listener;
import dev.halley.simulation.link.Link;
import dev.halley.simulation.schedule.Schedule;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session whose route is registered, on its shard. */
public final class Session {
    private static final long AGAIN_NANOS = 20 * Schedule.MS;

    private final CometNode comet;
    private final ShardModel shard;
    private final Link link;
    private final Audience client;
    private final Route route;
    private final Map<RoomKey, Listener> rooms = new LinkedHashMap<>();
    private final Set<RoomKey> memberships = new HashSet<>();
    private final Listener user;
    private final OwnStream own;
    private boolean closed;

    Session(CometNode comet, Link link, Audience client, Route route) {
        this.comet = comet;
        this.shard = comet.shardOf(route.getSessionId());
        this.link = link;
        this.client = client;
        this.route = route;
        this.user = new Listener(toString(), client.user());
        this.own = new OwnStream(this, comet, "user:" + client.user());
    }

    long id() {
        return route.getSessionId();
    }

    long generation() {
        return route.getGeneration();
    }

    Route route() {
        return route;
    }

    Audience client() {
        return client;
    }

    ShardModel shard() {
        return shard;
    }

    OwnStream ownStream() {
        return own;
    }

    boolean closed() {
        return closed;
    }

    private Ledger ledger() {
        return comet.around().ledger();
    }

    private void tell(Runnable news) {
        link.toCaller().send(news);
    }

    /** Its AUTH is answered. */
    void opened(JoinedRoom joined) {
        tell(() -> client.connected(this, joined));
        comet.around().schedule().history().add(() -> this + " is open, " + joined);
    }

    /** Its route is where jobs look: it is owed the user's pushes from now on. */
    void routed() {
        if (!closed && !user.listening() && client.isLatest(this)) {
            ledger().listens(user);
        }
    }

    /** Another session has taken its route. */
    public void replaced() {
        ledger().stops(user);
    }

    void direct(Live live) {
        own.offer(live);
    }

    void own(Message message) {
        write(user, message);
    }

    void room(RoomKey room, Message message) {
        Listener listener = rooms.get(room);
        if (listener != null && !closed) {
            write(listener, message);
        }
    }

    private void write(Listener listener, Message message) {
        long messageId = message.messageId();
        comet.around()
                .schedule()
                .history()
                .add(() -> listener + " is given " + messageId + " at " + message.place());
        ledger().given(listener, messageId);
        String target = listener.target();
        tell(() -> client.message(this, target, message.place(), messageId));
    }

    void gap(String stream, Gap gap) {
        comet.around().schedule().history().add(() -> this + " has a gap in " + stream + " " + gap);
        user.told(stream.equals("user:" + client.user()));
        rooms.forEach((room, listener) -> listener.told(stream.equals("room:" + room.name())));
        tell(() -> client.gap(this, stream, gap));
    }

    /** The client wants to be in a room. Any thread. */
    public void join(String room, @Nullable StreamPoint after) {
        RoomKey key = new RoomKey(client.app(), room);
        shard.loop().execute(() -> reserve(key, after));
    }

    private void reserve(RoomKey room, @Nullable StreamPoint after) {
        if (closed) {
            return;
        }
        memberships.add(room);
        shard.reserve(room);
        if (comet.rooms().isInForce(room) || !comet.around().wiring().joinsWaitForInterest()) {
            admit(room, after);
            return;
        }
        Runnable admit = () -> shard.loop().execute(() -> admit(room, after));
        comet.delivery().execute(() -> comet.interest().whenInForce(room, admit));
    }

    private void admit(RoomKey room, @Nullable StreamPoint after) {
        if (closed || !memberships.contains(room)) {
            shard.giveUp(room);
        } else {
            shard.join(this, room, after);
        }
    }

    /** It is a member from now on. */
    void joined(RoomKey room, JoinedRoom joined) {
        Listener listener = rooms.computeIfAbsent(room, r -> new Listener(toString(), r.name()));
        comet.around().schedule().history().add(() -> listener + " is in, " + joined);
        tell(() -> client.joined(this, room.name(), joined));
        oweOnceAttached(room, listener);
    }

    // A job that has not noticed yet that its stream broke knows nothing of a room that came since.
    private void oweOnceAttached(RoomKey room, Listener listener) {
        if (closed || rooms.get(room) != listener || listener.listening()) {
            return;
        }
        if (comet.jobs().allAttached()) {
            ledger().listens(listener);
            return;
        }
        Runnable again =
                () -> comet.interest().whenInForce(room, () -> oweOnceAttached(room, listener));
        comet.around().schedule().after(comet.life(), AGAIN_NANOS, again);
    }

    /** The client wants to leave a room. Any thread. */
    public void leave(String room) {
        RoomKey key = new RoomKey(client.app(), room);
        shard.loop()
                .execute(
                        () -> {
                            memberships.remove(key);
                            stop(rooms.remove(key));
                            shard.leave(this, key);
                        });
    }

    private void stop(@Nullable Listener listener) {
        if (listener != null) {
            ledger().stops(listener);
        }
    }

    /** It ends, for whatever reason. On the shard's loop, or with the whole comet. */
    void end() {
        if (closed) {
            return;
        }
        closed = true;
        ledger().stops(user);
        rooms.values().forEach(this::stop);
        own.end();
        shard.remove(this);
    }

    @Override
    public String toString() {
        return client + "/" + comet + "#" + route.getSessionId();
    }
}
