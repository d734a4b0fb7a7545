package dev.halley.api.redis;

import dev.halley.api.record.Route;

/**
 * A route as it stands in Redis: {@code generation:session:instance}, both numbers in decimal.
 * Scripts compare it as a whole, or by its generation alone.
 */
public final class RouteValue {
    private RouteValue() {}

    /** The text for a route. */
    public static String format(Route route) {
        return format(route.getGeneration(), route.getSessionId(), route.getInstance());
    }

    /** The text for a route's parts. */
    public static String format(long generation, long sessionId, String instance) {
        return generation + ":" + sessionId + ":" + instance;
    }

    /**
     * The route of such a text.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static Route parse(String text) {
        int first = text.indexOf(':');
        int second = text.indexOf(':', first + 1);
        if (first < 0 || second < 0) {
            throw new IllegalArgumentException(
                    "route: " + text + " (expected: generation:session:instance)");
        }
        return Route.newBuilder()
                .setGeneration(Long.parseLong(text, 0, first, 10))
                .setSessionId(Long.parseLong(text, first + 1, second, 10))
                .setInstance(text.substring(second + 1))
                .build();
    }
}
