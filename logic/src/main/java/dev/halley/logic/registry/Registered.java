package dev.halley.logic.registry;

import dev.halley.api.record.Route;
import java.util.Optional;

/**
 * A session has its route.
 *
 * @param generation of the route; a later one of the same key is higher
 * @param replaced the route that the key had before, if any
 * @param firstOfUser whether its user had no session until now
 */
public record Registered(long generation, Optional<Route> replaced, boolean firstOfUser) {}
