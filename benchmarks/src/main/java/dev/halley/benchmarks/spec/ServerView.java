package dev.halley.benchmarks.spec;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The server at one moment.
 *
 * @param peer where sessions connect and pushes go
 * @param pids its processes to watch, by name, in the order to print
 * @param managements where its nodes tell their metrics
 */
public record ServerView(Peer peer, Map<String, Long> pids, List<InetSocketAddress> managements) {

    /** Copies both. */
    public ServerView {
        requireNonNull(peer, "peer");
        pids = Collections.unmodifiableMap(new LinkedHashMap<>(pids));
        managements = List.copyOf(managements);
    }
}
