package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.client.RunNames;
import dev.halley.benchmarks.client.SessionSpec;
import dev.halley.benchmarks.spec.BenchSpec;
import dev.halley.benchmarks.spec.LoadShape;
import java.util.ArrayList;
import java.util.List;

/** Who the sessions of a run are, and how pushes reach them. */
final class Addressing {

    private final BenchSpec spec;
    private final LoadShape shape;
    private final RunNames names;
    private final int[] userOfTarget;

    Addressing(BenchSpec spec, int run) {
        this.spec = spec;
        this.shape = spec.shape();
        this.names = new RunNames(run);
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
                            names.mid(i),
                            names.key(i),
                            inRoom ? names.typedRoom(target) : ""));
        }
        return sessions;
    }

    /** Path and query of a push to a target. */
    String route(int target) {
        return spec.isRoom(target)
                ? "/goim/push/room?operation=%d&type=bench&room=%s"
                        .formatted(shape.operation(), names.room(target))
                : "/goim/push/mids?operation=%d&mids=%d"
                        .formatted(shape.operation(), names.mid(userOfTarget[target]));
    }
}
