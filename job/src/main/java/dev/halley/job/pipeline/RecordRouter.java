package dev.halley.job.pipeline;

import dev.halley.api.record.Record;
import dev.halley.api.record.Route;
import dev.halley.job.deliver.Comets;
import dev.halley.job.lanes.SessionColumns;
import dev.halley.job.presence.UnknownInstances;
import dev.halley.job.record.FoundRoutes;
import dev.halley.job.record.Incident;
import dev.halley.job.record.Now;
import dev.halley.job.record.Outcome;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Places;
import dev.halley.job.record.Tally;
import dev.halley.job.record.Target;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Fixes which comets get a record, and which sessions of each. Owned by one thread. */
final class RecordRouter {
    private final Comets comets;
    private final UnknownInstances unknown;
    private final Now now;
    private final Tally tally;
    private final BiConsumer<PendingRecord, List<Integer>> offline;

    RecordRouter(
            Comets comets,
            UnknownInstances unknown,
            Now now,
            Tally tally,
            BiConsumer<PendingRecord, List<Integer>> offline) {
        this.comets = comets;
        this.unknown = unknown;
        this.now = now;
        this.tally = tally;
        this.offline = offline;
    }

    /**
     * Hands a record over to the comets concerned, all of them or none yet.
     *
     * @return false if it has to wait: for its places or routes, or for a comet that a route names
     */
    boolean dispatch(PendingRecord pending) {
        Record record = pending.record();
        if (pending.unreadable()) {
            pending.dispatched(Outcome.UNREADABLE);
            return true;
        }
        Places places = pending.places();
        if (places == null) {
            return false;
        }
        if (record.getExpiresAtMs() != 0 && record.getExpiresAtMs() <= now.wallMillis()) {
            pending.dispatched(Outcome.EXPIRED);
            return true;
        }
        if (places.areAllWithheld()) {
            pending.dispatched(Outcome.REPEATED);
            return true;
        }
        return route(pending, places);
    }

    private boolean route(PendingRecord pending, Places places) {
        Record record = pending.record();
        return switch (pending.target()) {
            case USERS, KEYS -> {
                FoundRoutes found = pending.routes();
                yield found != null && toSessions(pending, found, places);
            }
            case CLOSE -> toSessions(pending, named(record.getClose().getRoutesList()), places);
            case MOVE ->
                    toSessions(pending, named(record.getChangeRooms().getRoutesList()), places);
            case ROOM -> toMany(pending, comets::toRoom);
            case EVERYONE -> toMany(pending, comets::toEveryone);
            case UNKNOWN -> {
                pending.dispatched(Outcome.UNKNOWN_ACTION);
                yield true;
            }
        };
    }

    private boolean toMany(PendingRecord pending, Consumer<PendingRecord> handOver) {
        handOver.accept(pending);
        if (pending.isOwed()) {
            pending.dispatched(Outcome.DELIVERED);
        } else {
            tally.incident(Incident.TARGET_ABSENT, 1);
            pending.dispatched(Outcome.UNROUTED);
        }
        return true;
    }

    private static FoundRoutes named(List<Route> routes) {
        return FoundRoutes.named(routes);
    }

    private boolean toSessions(PendingRecord pending, FoundRoutes found, Places places) {
        List<Route> routes = found.routes();
        for (int i = 0; i < routes.size(); i++) {
            if (mustWaitFor(routes.get(i).getInstance())) {
                return false;
            }
        }
        if (!found.absent().isEmpty()) {
            tally.incident(Incident.TARGET_ABSENT, found.absent().size());
        }
        if (pending.target() == Target.USERS) {
            offline.accept(pending, withoutSession(pending, found, places));
        }
        Map<String, SessionColumns> parts = byInstance(found, places);
        parts.forEach((instance, sessions) -> comets.toSessions(pending, instance, sessions));
        pending.dispatched(parts.isEmpty() ? Outcome.UNROUTED : Outcome.DELIVERED);
        return true;
    }

    private boolean mustWaitFor(String instance) {
        return !comets.knows(instance)
                && !comets.isGone(instance)
                && unknown.stillWaitedFor(instance);
    }

    // Those whose every route leads to a comet that is gone among them.
    private List<Integer> withoutSession(PendingRecord pending, FoundRoutes found, Places places) {
        BitSet reached = new BitSet();
        for (int i = 0; i < found.routes().size(); i++) {
            if (comets.knows(found.routes().get(i).getInstance())) {
                reached.set(found.owner(i));
            }
        }
        List<Integer> without = new ArrayList<>(0);
        for (int user = 0; user < pending.record().getPush().getUsers().getUsersCount(); user++) {
            if (!reached.get(user) && !places.isWithheld(user)) {
                without.add(user);
            }
        }
        return without;
    }

    private Map<String, SessionColumns> byInstance(FoundRoutes found, Places places) {
        Map<String, SessionColumns> parts = new LinkedHashMap<>();
        for (int i = 0; i < found.routes().size(); i++) {
            int owner = found.owner(i);
            if (places.isWithheld(owner)) {
                continue;
            }
            Route route = found.routes().get(i);
            String instance = route.getInstance();
            if (comets.knows(instance)) {
                parts.computeIfAbsent(instance, key -> new SessionColumns())
                        .add(route, places.at(owner));
            } else {
                tally.incident(
                        comets.isGone(instance) ? Incident.ROUTE_GONE : Incident.ROUTE_UNKNOWN, 1);
            }
        }
        return parts;
    }
}
