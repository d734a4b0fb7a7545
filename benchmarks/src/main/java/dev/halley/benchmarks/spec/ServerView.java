package dev.halley.benchmarks.spec;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The server at one moment.
 *
 * @param peer where sessions connect and pushes go
 * @param pids its processes to watch, by name, in the order to print
 */
public record ServerView(Peer peer, Map<String, Long> pids) {

    /** Copies the map. */
    public ServerView {
        requireNonNull(peer, "peer");
        pids = Collections.unmodifiableMap(new LinkedHashMap<>(pids));
    }
}
