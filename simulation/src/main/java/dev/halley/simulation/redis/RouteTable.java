package dev.halley.simulation.redis;

import dev.halley.api.record.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where each user's devices are, and the word that calls all of it whole. */
public final class RouteTable {
    // Logic begins them with the time, so that they rise over a wipe as well.
    private static final long GENERATIONS = 1_000_000;

    private final Map<String, Map<String, Route>> users = new LinkedHashMap<>();
    private final Map<String, Long> generations = new LinkedHashMap<>();
    private long firstGeneration;
    private @Nullable String word;

    /** Registers a device's session; it takes the place of the one before. */
    public Route register(String user, String key, Route route) {
        long generation = generations.getOrDefault(key, firstGeneration) + 1;
        generations.put(key, generation);
        return put(user, key, route.toBuilder().setGeneration(generation).build());
    }

    /** Registers a session again, unless a later one has taken its place. */
    public boolean renew(String user, String key, Route route) {
        Route present = users.getOrDefault(user, Map.of()).get(key);
        if (present != null && present.getGeneration() > route.getGeneration()) {
            return false;
        }
        generations.merge(key, route.getGeneration(), Math::max);
        put(user, key, route);
        return true;
    }

    private Route put(String user, String key, Route route) {
        users.computeIfAbsent(user, u -> new LinkedHashMap<>()).put(key, route);
        return route;
    }

    /** Takes a route off, if it is still this one. */
    public void remove(String user, String key, Route route) {
        users.computeIfAbsent(user, u -> new LinkedHashMap<>()).remove(key, route);
    }

    /** Where a user's devices are. */
    public List<Route> of(String user) {
        return new ArrayList<>(users.getOrDefault(user, Map.of()).values());
    }

    /** The word; null: none. */
    public @Nullable String word() {
        return word;
    }

    /** Writes the word unless there is one; the one that is there then. */
    public String prepare(String other) {
        if (word == null) {
            word = other;
        }
        return word;
    }

    /** Puts the whole word in the place of its pending form; what is there then. */
    public @Nullable String confirm(String whole) {
        if ((whole + "?").equals(word)) {
            word = whole;
        }
        return word;
    }

    void wipe() {
        users.clear();
        generations.clear();
        firstGeneration += GENERATIONS;
        word = null;
    }
}
