package dev.halley.benchmarks.spec;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that a run is made of.
 *
 * @param scenario what is pushed to whom
 * @param shape how much
 * @param length how long
 * @param peer the server
 * @param tuning how the load side works
 * @param pids processes of the server to watch, by name, in the order to print
 */
public record BenchSpec(
        Scenario scenario,
        LoadShape shape,
        RunLength length,
        Peer peer,
        Tuning tuning,
        Map<String, Long> pids) {

    private static final double MOST_PUSHES = 20_000_000;

    /** Checks what no part can check alone. */
    public BenchSpec {
        requireNonNull(scenario, "scenario");
        requireNonNull(peer, "peer");
        requireNonNull(tuning, "tuning");
        Check.range(
                "rate x (warmup + seconds)",
                shape.rate() * (length.warmupSeconds() + length.seconds()),
                1,
                MOST_PUSHES);
        pids = Collections.unmodifiableMap(new LinkedHashMap<>(pids));
    }

    /** Rooms or users that are pushed to. */
    public int targets() {
        return scenario == Scenario.ROOM ? shape.rooms() : shape.sessions();
    }

    /** Pushes before the measured ones. */
    public int warmupPushes() {
        return (int) Math.round(shape.rate() * length.warmupSeconds());
    }

    /** Pushes of the whole run. */
    public int allPushes() {
        return warmupPushes() + (int) Math.max(1, Math.round(shape.rate() * length.seconds()));
    }

    /** What is run, in one line. */
    public String title() {
        String over = peer.client().webSocket() ? "WebSocket" : "TCP";
        String what =
                scenario == Scenario.ROOM
                        ? "room: %d sessions in %d room(s)"
                                .formatted(shape.sessions(), shape.rooms())
                        : "unicast: %d sessions".formatted(shape.sessions());
        return "%s over %s, %s pushes/s for %s s after %s s of warm-up, %d bytes"
                .formatted(
                        what,
                        over,
                        shape.rate(),
                        length.seconds(),
                        length.warmupSeconds(),
                        shape.payloadBytes());
    }
}
