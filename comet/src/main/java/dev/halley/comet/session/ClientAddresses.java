package dev.halley.comet.session;

import java.util.concurrent.ConcurrentHashMap;

/** Counts distinct remote addresses of sessions. Thread-safe. */
public final class ClientAddresses {
    private final ConcurrentHashMap<String, Integer> sessions = new ConcurrentHashMap<>();

    void add(String address) {
        sessions.merge(address, 1, Integer::sum);
    }

    void remove(String address) {
        sessions.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }

    /** How many there are. */
    public int count() {
        return sessions.size();
    }
}
