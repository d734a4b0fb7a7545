package dev.halley.job.record;

import dev.halley.api.record.Route;
import java.util.ArrayList;
import java.util.List;

/** Where the users or keys of a record are. Immutable. */
public final class FoundRoutes {
    /** Nobody asked for, nobody found. */
    public static final FoundRoutes NONE = named(List.of());

    private final List<Route> routes;
    private final int[] owners;
    private final List<Integer> absent;

    private FoundRoutes(List<Route> routes, int[] owners, List<Integer> absent) {
        this.routes = List.copyOf(routes);
        this.owners = owners;
        this.absent = List.copyOf(absent);
    }

    /** Routes that the record itself names. */
    public static FoundRoutes named(List<Route> routes) {
        return new FoundRoutes(routes, new int[routes.size()], List.of());
    }

    /** For each user or key of a record, in order, its routes. */
    public static FoundRoutes of(List<List<Route>> byOwner) {
        List<Route> routes = new ArrayList<>(byOwner.size());
        List<Integer> absent = new ArrayList<>();
        int[] owners = new int[byOwner.stream().mapToInt(List::size).sum()];
        for (int owner = 0; owner < byOwner.size(); owner++) {
            if (byOwner.get(owner).isEmpty()) {
                absent.add(owner);
            }
            for (Route route : byOwner.get(owner)) {
                owners[routes.size()] = owner;
                routes.add(route);
            }
        }
        return new FoundRoutes(routes, owners, absent);
    }

    /** A route for each session found; those of one owner together, in the owners' order. */
    public List<Route> routes() {
        return routes;
    }

    /** The index in the record of the user or key that a route belongs to. */
    public int owner(int route) {
        return owners[route];
    }

    /** The indexes of the users or keys that have no session. */
    public List<Integer> absent() {
        return absent;
    }
}
