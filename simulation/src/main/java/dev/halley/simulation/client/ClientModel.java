package dev.halley.simulation.client;

import dev.halley.simulation.around.Around;
import dev.halley.simulation.around.Audience;
import dev.halley.simulation.comet.CometNode;
import dev.halley.simulation.comet.Session;
import dev.halley.simulation.link.Link;
import dev.halley.simulation.schedule.Chance;
import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Schedule;
import java.util.LinkedHashSet;
import java.util.List;
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
            joined.clear();
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
                connection.toCalled().send(() -> open.join(room));
            } else if (!settled && chance().oneIn(3)) {
                joined.remove(room);
                connection.toCalled().send(() -> open.leave(room));
            } else if (!settled && chance().oneIn(6)) {
                disconnect();
            }
        }
        doSomethingLater();
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
    public void connected(Object opened) {
        session = (Session) opened;
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
    public void received(long messageId) {}

    @Override
    public String toString() {
        return process.toString();
    }
}
