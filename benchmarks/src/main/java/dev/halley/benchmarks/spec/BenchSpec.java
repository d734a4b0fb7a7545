package dev.halley.benchmarks.spec;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Everything that a run is made of.
 *
 * @param scenario what is pushed to whom
 * @param shape how much
 * @param length how long
 * @param server what is measured
 * @param tuning how the load side works
 * @param steps what is done to the server meanwhile
 */
public record BenchSpec(
        Scenario scenario,
        LoadShape shape,
        RunLength length,
        Server server,
        Tuning tuning,
        List<TimedStep> steps) {

    private static final double MOST_PUSHES = 20_000_000;

    /** Checks what no part can check alone. */
    public BenchSpec {
        requireNonNull(scenario, "scenario");
        requireNonNull(server, "server");
        requireNonNull(tuning, "tuning");
        Check.range(
                "rate x (warmup + seconds)",
                shape.rate() * (length.warmupSeconds() + length.seconds()),
                1,
                MOST_PUSHES);
        steps = List.copyOf(steps);
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
    public String title(Peer peer) {
        String over = peer.comets().get(0).webSocket() ? "WebSocket" : "TCP";
        String at =
                peer.comets().size() == 1 ? "" : " at %d comets".formatted(peer.comets().size());
        String what =
                scenario == Scenario.ROOM
                        ? "room: %d sessions in %d room(s)"
                                .formatted(shape.sessions(), shape.rooms())
                        : "unicast: %d sessions".formatted(shape.sessions());
        return "%s over %s%s, %s pushes/s for %s s after %s s of warm-up, %d bytes"
                .formatted(
                        what,
                        over,
                        at,
                        shape.rate(),
                        length.seconds(),
                        length.warmupSeconds(),
                        shape.payloadBytes());
    }
}
