package dev.halley.simulation.client;

import dev.halley.comet.fanout.joining.RoomAsk;
import dev.halley.comet.frames.Place;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.streams.Gap;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.simulation.around.Around;
import dev.halley.simulation.around.Audience;
import dev.halley.simulation.comet.CometNode;
import dev.halley.simulation.comet.Session;
import dev.halley.simulation.link.Link;
import dev.halley.simulation.schedule.Chance;
import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A device of a user: connects, joins and leaves rooms, goes away and comes back. */
public final class ClientModel implements Audience {
    private static final long DO_NANOS = 600 * Schedule.MS;
    private static final long BACK_NANOS = 300 * Schedule.MS;
    private static final long AUTH_NANOS = 2_000 * Schedule.MS;

    private final Around around;
    private final Supplier<List<CometNode>> comets;
    private final List<String> rooms;
    private final String user;
    private final Life process;
    private final Following following;
    private final boolean knowsPlaces;
    private final Set<String> joined = new LinkedHashSet<>();
    private @Nullable Link link;
    private @Nullable Session session;
    private @Nullable Session latest;
    private boolean settled;

    /** Begins to connect. */
    public ClientModel(
            Around around,
            Supplier<List<CometNode>> comets,
            List<String> rooms,
            String user,
            String name) {
        this.around = around;
        this.comets = comets;
        this.rooms = rooms;
        this.user = user;
        this.process = new Life(name);
        this.following = new Following(around, name);
        this.knowsPlaces = !chance().oneIn(3);
        connectLater();
        doSomethingLater();
    }

    private Schedule schedule() {
        return around.schedule();
    }

    private Chance chance() {
        return around.schedule().chance();
    }

    private void connectLater() {
        schedule().within(process, BACK_NANOS, this::connect);
    }

    private void connect() {
        List<CometNode> open = comets.get();
        if (link != null) {
            return;
        }
        if (open.isEmpty()) {
            connectLater();
            return;
        }
        CometNode comet = chance().of(open);
        Link dialled = around.network().connect(process, comet.process());
        link = dialled;
        dialled.whenCallerLearns(() -> lost(dialled));
        dialled.toCalled().send(() -> comet.sessions().authenticate(dialled, this));
        schedule()
                .after(
                        process,
                        AUTH_NANOS,
                        () -> {
                            if (link == dialled && session == null) {
                                disconnect();
                            }
                        });
    }

    private void lost(Link which) {
        if (link == which) {
            link = null;
            session = null;
            following.disconnected();
            connectLater();
        }
    }

    /** Goes away without a word. */
    public void disconnect() {
        Link open = link;
        if (open != null) {
            open.callerEnds();
            lost(open);
        }
    }

    private void doSomethingLater() {
        schedule().after(process, chance().between(1, DO_NANOS), this::doSomething);
    }

    private void doSomething() {
        Session open = session;
        Link connection = link;
        if (open != null && connection != null) {
            String room = chance().of(rooms);
            if (joined.add(room)) {
                connection.toCalled().send(() -> open.join(room, null));
            } else if (!settled && chance().oneIn(3)) {
                joined.remove(room);
                following.forget("room:" + room);
                connection.toCalled().send(() -> open.leave(room));
            } else if (!settled && chance().oneIn(6)) {
                disconnect();
            }
        }
        doSomethingLater();
    }

    /** All is quiet: it must have been given everything, or told. */
    public void quiet() {
        if (session != null && knowsPlaces && around.limits().streams()) {
            Set<String> streams = new LinkedHashSet<>();
            streams.add("user:" + user);
            joined.forEach(room -> streams.add("room:" + room));
            following.quiet(streams);
        }
    }

    /** Goes nowhere any more. */
    public void settle() {
        settled = true;
    }

    /** Whether it is connected. */
    public boolean connected() {
        return session != null;
    }

    @Override
    public String app() {
        return "default";
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public String key() {
        return process.toString();
    }

    @Override
    public boolean knowsPlaces() {
        return knowsPlaces;
    }

    @Override
    public @Nullable StreamPoint after() {
        return ask("user:" + user);
    }

    @Override
    public List<RoomAsk> rooms() {
        List<RoomAsk> asks = new ArrayList<>();
        for (String room : knowsPlaces ? joined : Set.<String>of()) {
            asks.add(new RoomAsk(new RoomKey(app(), room), ask("room:" + room)));
        }
        return asks;
    }

    private @Nullable StreamPoint ask(String stream) {
        return knowsPlaces ? following.ask(stream) : null;
    }

    @Override
    public void connected(Object opened, JoinedRoom own) {
        if (!isPresent(opened)) {
            return;
        }
        Session now = (Session) opened;
        Link connection = Objects.requireNonNull(link, "link");
        session = now;
        if (knowsPlaces) {
            following.answered("user:" + user, own);
        }
        for (String room : knowsPlaces ? Set.<String>of() : joined) {
            connection.toCalled().send(() -> now.join(room, null));
        }
    }

    // What was sent on a connection that was given up since does not count.
    private boolean isPresent(Object other) {
        return link != null && latest == other;
    }

    @Override
    public void joined(Object from, String room, JoinedRoom joinedRoom) {
        if (session == from && knowsPlaces && joined.contains(room)) {
            following.answered("room:" + room, joinedRoom);
        }
    }

    @Override
    public void message(Object from, String target, Place place, long messageId) {
        if (session == from && knowsPlaces && !hasLeft(target)) {
            following.message(place.stream(), place, messageId);
        }
    }

    private boolean hasLeft(String target) {
        return target.contains("://") && !joined.contains(target);
    }

    @Override
    public void gap(Object from, String stream, Gap gap) {
        String target = stream.substring(stream.indexOf(':') + 1);
        if (session == from && knowsPlaces && !hasLeft(target)) {
            following.gap(stream, gap);
        }
    }

    @Override
    public void registered(Object registered) {
        Session before = latest;
        if (before != null) {
            before.replaced();
        }
        latest = (Session) registered;
    }

    @Override
    public boolean isLatest(Object other) {
        return latest == other;
    }

    @Override
    public String toString() {
        return process.toString();
    }
}
