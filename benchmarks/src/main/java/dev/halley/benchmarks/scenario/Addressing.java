package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.client.SessionSpec;
import dev.halley.benchmarks.spec.LoadShape;
import dev.halley.benchmarks.spec.Scenario;
import java.util.ArrayList;
import java.util.List;

/** Names of a run's rooms, users and keys: new for every run, so that no two runs meet. */
final class Addressing {

    private static final long FIRST_MID = 1_000_000L;
    private static final long MIDS_PER_RUN = 100_000L;
    private static final int RUNS = 1_000_000;

    private final Scenario scenario;
    private final LoadShape shape;
    private final int run;

    Addressing(Scenario scenario, LoadShape shape, int run) {
        this.scenario = scenario;
        this.shape = shape;
        this.run = run;
    }

    List<SessionSpec> sessions(int sendersPerTarget) {
        List<SessionSpec> sessions = new ArrayList<>(shape.sessions());
        for (int i = 0; i < shape.sessions(); i++) {
            boolean inRoom = scenario == Scenario.ROOM;
            int target = inRoom ? i % shape.rooms() : i;
            sessions.add(
                    new SessionSpec(
                            // The sessions of one room go round all comets.
                            inRoom ? i / shape.rooms() + target : i,
                            target,
                            sendersPerTarget,
                            mid(i),
                            "bench-" + run + "-" + i,
                            inRoom ? "bench://" + room(target) : ""));
        }
        return sessions;
    }

    /** Path and query of a push to a target. */
    String route(int target) {
        return scenario == Scenario.ROOM
                ? "/goim/push/room?operation=%d&type=bench&room=%s"
                        .formatted(shape.operation(), room(target))
                : "/goim/push/mids?operation=%d&mids=%d".formatted(shape.operation(), mid(target));
    }

    private long mid(int session) {
        return FIRST_MID + Math.floorMod(run, RUNS) * MIDS_PER_RUN + session;
    }

    private String room(int target) {
        return Integer.toUnsignedString(run) + "-" + target;
    }
}
