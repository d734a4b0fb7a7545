package dev.halley.benchmarks.spec;

import static java.util.Objects.requireNonNull;

import dev.halley.benchmarks.recovery.Clients;
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
 * @param clients which protocol sessions speak, and when they are cut
 */
public record BenchSpec(
        Scenario scenario,
        LoadShape shape,
        RunLength length,
        Server server,
        Tuning tuning,
        List<TimedStep> steps,
        Clients clients) {

    private static final double MOST_PUSHES = 20_000_000;

    /** Each process of several is told what was pushed, in one line. */
    private static final double MOST_TOLD_PUSHES = 2_000_000;

    /** Checks what no part can check alone. */
    public BenchSpec {
        requireNonNull(scenario, "scenario");
        requireNonNull(server, "server");
        requireNonNull(tuning, "tuning");
        requireNonNull(clients, "clients");
        Check.range(
                "rate x (warmup + seconds)",
                shape.rate() * (length.warmupSeconds() + length.seconds()),
                1,
                tuning.processes() == 1 ? MOST_PUSHES : MOST_TOLD_PUSHES);
        tuning.checkHolds(shape.sessions());
        steps = List.copyOf(steps);
    }

    /** Rooms or users that are pushed to. */
    public int targets() {
        return scenario.targets(shape);
    }

    /** The room or user that a session receives for. */
    public int target(int session) {
        return scenario.target(shape, session);
    }

    /** Whether a target is a room, and not a user. */
    public boolean isRoom(int target) {
        return scenario.isRoom(shape, target);
    }

    /** Whether everything is repaired at the end. */
    public boolean heals() {
        return scenario == Scenario.MIXED;
    }

    /** Whether something happens that cuts sessions. */
    public boolean disturbed() {
        return !steps.isEmpty() || clients.cuts().isPresent() || scenario == Scenario.BYSTANDERS;
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
        String at =
                peer.comets().size() == 1 ? "" : " at %d comets".formatted(peer.comets().size());
        return "%s over %s, protocol %d%s%s, %s pushes/s for %s s after %s s of warm-up, %d bytes%s"
                .formatted(
                        what(),
                        peer.comets().get(0).wire(),
                        clients.version(),
                        at,
                        tuning.inProcesses(),
                        shape.rate(),
                        length.seconds(),
                        length.warmupSeconds(),
                        shape.payloadBytes(),
                        clients.cuts().map(cuts -> "; " + cuts).orElse(""));
    }

    private String what() {
        return switch (scenario) {
            case ROOM ->
                    "room: %d sessions in %d room(s)".formatted(shape.sessions(), shape.rooms());
            case UNICAST -> "unicast: %d sessions".formatted(shape.sessions());
            case MIXED ->
                    "mixed: %d sessions, half of them in %d room(s), each other one a user"
                            .formatted(shape.sessions(), shape.rooms());
            case BYSTANDERS ->
                    "storm: %d sessions in a room, %d in another"
                            .formatted(shape.sessions() - Scenario.BYSTANDING, Scenario.BYSTANDING);
        };
    }
}
