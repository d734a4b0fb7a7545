package dev.halley.simulation.comet;

import dev.halley.api.comet.Delivery;
import dev.halley.api.record.Route;
import dev.halley.comet.members.RoomKey;
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

/** A session whose AUTH was answered, on its shard. */
public final class Session {
    private static final long AGAIN_NANOS = 20 * Schedule.MS;

    private final CometNode comet;
    private final ShardModel shard;
    private final Link link;
    private final Audience client;
    private final Route route;
    private final Map<RoomKey, Listener> rooms = new LinkedHashMap<>();
    private final Set<Listener> memberships = new HashSet<>();
    private final Listener user;
    private boolean closed;

    Session(CometNode comet, Link link, Audience client, Route route) {
        this.comet = comet;
        this.shard = comet.shardOf(route.getSessionId());
        this.link = link;
        this.client = client;
        this.route = route;
        this.user = new Listener(toString(), client.user());
    }

    long id() {
        return route.getSessionId();
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

    boolean closed() {
        return closed;
    }

    private Ledger ledger() {
        return comet.around().ledger();
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

    void direct(long generation, Delivery part) {
        if (generation == route.getGeneration() || !comet.around().wiring().comparesGenerations()) {
            write(user, part);
        }
    }

    void room(RoomKey room, Delivery part) {
        Listener listener = rooms.get(room);
        if (listener != null) {
            write(listener, part);
        }
    }

    private void write(Listener listener, Delivery part) {
        long messageId = part.getMessageId();
        comet.around().schedule().history().add(() -> listener + " is given " + messageId);
        ledger().given(listener, messageId);
        link.toCaller().send(() -> client.received(messageId));
    }

    /** The client wants to be in a room. Any thread. */
    public void join(String room) {
        RoomKey key = new RoomKey(client.app(), room);
        shard.loop().execute(() -> reserve(key));
    }

    private void reserve(RoomKey room) {
        if (closed) {
            return;
        }
        shard.reserve(room);
        if (comet.rooms().isInForce(room) || !comet.around().wiring().joinsWaitForInterest()) {
            admit(room);
        } else {
            comet.delivery()
                    .execute(
                            () ->
                                    comet.interest()
                                            .whenInForce(
                                                    room,
                                                    () -> shard.loop().execute(() -> admit(room))));
        }
    }

    private void admit(RoomKey room) {
        if (closed) {
            shard.giveUp(room);
            return;
        }
        shard.join(this, room);
        Listener listener = rooms.computeIfAbsent(room, r -> new Listener(toString(), r.name()));
        comet.around().schedule().history().add(() -> listener + " is in");
        memberships.add(listener);
        oweOnceAttached(room, listener);
    }

    // A job that has not noticed yet that its stream broke knows nothing of a room that came since.
    private void oweOnceAttached(RoomKey room, Listener listener) {
        if (closed || !memberships.contains(listener) || listener.listening()) {
            return;
        }
        if (comet.jobs().allAttached()) {
            ledger().listens(listener);
            return;
        }
        comet.around()
                .schedule()
                .after(
                        comet.process(),
                        AGAIN_NANOS,
                        () ->
                                comet.interest()
                                        .whenInForce(room, () -> oweOnceAttached(room, listener)));
    }

    /** The client wants to leave a room. Any thread. */
    public void leave(String room) {
        RoomKey key = new RoomKey(client.app(), room);
        shard.loop()
                .execute(
                        () -> {
                            stop(rooms.get(key));
                            shard.leave(this, key);
                        });
    }

    private void stop(@Nullable Listener listener) {
        if (listener != null) {
            memberships.remove(listener);
            ledger().stops(listener);
        }
    }

    /** It ends, for whatever reason. On the shard's loop, or with the whole comet. */
    void end() {
        closed = true;
        ledger().stops(user);
        rooms.values().forEach(this::stop);
        shard.remove(this);
    }

    @Override
    public String toString() {
        return client + "/" + comet + "#" + route.getSessionId();
    }
}
