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
import dev.halley.job.record.Tally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Fixes which comets get a record, and which sessions of each. Owned by one thread. */
final class RecordRouter {
    private final Comets comets;
    private final UnknownInstances unknown;
    private final Now now;
    private final Tally tally;

    RecordRouter(Comets comets, UnknownInstances unknown, Now now, Tally tally) {
        this.comets = comets;
        this.unknown = unknown;
        this.now = now;
        this.tally = tally;
    }

    /**
     * Hands a record over to the comets concerned, all of them or none yet.
     *
     * @return false if it has to wait: for its routes, or for a comet that a route names
     */
    boolean dispatch(PendingRecord pending) {
        Record record = pending.record();
        if (pending.unreadable()) {
            pending.dispatched(Outcome.UNREADABLE);
            return true;
        }
        if (record.getExpiresAtMs() != 0 && record.getExpiresAtMs() <= now.wallMillis()) {
            pending.dispatched(Outcome.EXPIRED);
            return true;
        }
        return switch (pending.target()) {
            case USERS, KEYS -> {
                FoundRoutes found = pending.routes();
                yield found != null && toSessions(pending, found);
            }
            case CLOSE ->
                    toSessions(pending, new FoundRoutes(record.getClose().getRoutesList(), 0));
            case MOVE ->
                    toSessions(
                            pending, new FoundRoutes(record.getChangeRooms().getRoutesList(), 0));
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

    private boolean toSessions(PendingRecord pending, FoundRoutes found) {
        List<Route> routes = found.routes();
        for (int i = 0; i < routes.size(); i++) {
            if (mustWaitFor(routes.get(i).getInstance())) {
                return false;
            }
        }
        if (found.absent() > 0) {
            tally.incident(Incident.TARGET_ABSENT, found.absent());
        }
        Map<String, SessionColumns> parts = byInstance(routes);
        parts.forEach((instance, sessions) -> comets.toSessions(pending, instance, sessions));
        pending.dispatched(parts.isEmpty() ? Outcome.UNROUTED : Outcome.DELIVERED);
        return true;
    }

    private boolean mustWaitFor(String instance) {
        return !comets.knows(instance)
                && !comets.isGone(instance)
                && unknown.stillWaitedFor(instance);
    }

    private Map<String, SessionColumns> byInstance(List<Route> routes) {
        Map<String, SessionColumns> parts = new LinkedHashMap<>();
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            String instance = route.getInstance();
            if (comets.knows(instance)) {
                parts.computeIfAbsent(instance, key -> new SessionColumns()).add(route);
            } else {
                tally.incident(
                        comets.isGone(instance) ? Incident.ROUTE_GONE : Incident.ROUTE_UNKNOWN, 1);
            }
        }
        return parts;
    }
}
