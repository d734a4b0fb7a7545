package dev.halley.job.record;

import dev.halley.api.record.Route;
import java.util.List;

/**
 * Where the users or keys of a record are.
 *
 * @param routes a route for each session found
 * @param absent how many of the users or keys have no session
 */
public record FoundRoutes(List<Route> routes, int absent) {
    /** Nobody asked for, nobody found. */
    public static final FoundRoutes NONE = new FoundRoutes(List.of(), 0);

    /** Takes a copy of the list. */
    public FoundRoutes {
        routes = List.copyOf(routes);
    }
}
