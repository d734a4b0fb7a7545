package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.client.CentrifugoBytes;
import dev.halley.benchmarks.client.RunNames;
import dev.halley.benchmarks.client.SessionSpec;
import dev.halley.benchmarks.client.Wire;
import dev.halley.benchmarks.rest.PushForm;
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

    /** How a push to a target looks to a server that speaks so. */
    PushForm push(Wire wire, int target) {
        boolean room = spec.isRoom(target);
        if (wire == Wire.CENTRIFUGO) {
            return PushForm.centrifugo(
                    CentrifugoBytes.channel(
                            room ? 0 : names.mid(userOfTarget[target]),
                            room ? names.typedRoom(target) : ""));
        }
        return PushForm.plain(
                room
                        ? "/goim/push/room?operation=%d&type=bench&room=%s"
                                .formatted(shape.operation(), names.room(target))
                        : "/goim/push/mids?operation=%d&mids=%d"
                                .formatted(shape.operation(), names.mid(userOfTarget[target])));
    }
}
