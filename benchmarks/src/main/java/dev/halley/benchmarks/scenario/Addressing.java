package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.client.SessionSpec;
import dev.halley.benchmarks.spec.BenchSpec;
import dev.halley.benchmarks.spec.LoadShape;
import java.util.ArrayList;
import java.util.List;

/** Names of a run's rooms, users and keys: new for every run, so that no two runs meet. */
final class Addressing {

    private static final long FIRST_MID = 1_000_000L;
    private static final long MIDS_PER_RUN = 100_000L;
    private static final int RUNS = 1_000_000;

    private final BenchSpec spec;
    private final LoadShape shape;
    private final int run;
    private final int[] userOfTarget;

    Addressing(BenchSpec spec, int run) {
        this.spec = spec;
        this.shape = spec.shape();
        this.run = run;
        this.userOfTarget = new int[spec.targets()];
        for (int session = 0; session < shape.sessions(); session++) {
            userOfTarget[spec.target(session)] = session;
        }
    }

    List<SessionSpec> sessions(int sendersPerTarget) {
        List<SessionSpec> sessions = new ArrayList<>(shape.sessions());
        for (int i = 0; i < shape.sessions(); i++) {
            int target = spec.target(i);
            boolean inRoom = spec.isRoom(target);
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
        return spec.isRoom(target)
                ? "/goim/push/room?operation=%d&type=bench&room=%s"
                        .formatted(shape.operation(), room(target))
                : "/goim/push/mids?operation=%d&mids=%d"
                        .formatted(shape.operation(), mid(userOfTarget[target]));
    }

    private long mid(int session) {
        return FIRST_MID + Math.floorMod(run, RUNS) * MIDS_PER_RUN + session;
    }

    private String room(int target) {
        return Integer.toUnsignedString(run) + "-" + target;
    }
}
