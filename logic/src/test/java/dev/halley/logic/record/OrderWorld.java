package dev.halley.logic.record;

import dev.halley.api.record.Route;
import dev.halley.logic.ids.MessageIds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;

/** Orders to sessions: who has one ({@link OneUser}), and a log that shows what was ordered. */
final class OrderWorld {
    static final Route ROUTE =
            Route.newBuilder().setInstance("c@1").setSessionId(3).setGeneration(9).build();

    final FakeLog log = new FakeLog();
    final LogCloseService closes;
    final LogRoomChangeService rooms;
    private final MessageIds ids = new MessageIds(Clock.systemUTC());

    OrderWorld() {
        PushLog pushes = new PushLog(log, new Partitions(8, 8, 2), ids);
        OneUser sessions = new OneUser(ROUTE);
        PushLimits limits = new PushLimits("default", 100, 10, 3, 20);
        PushMetrics metrics = new PushMetrics(new SimpleMeterRegistry());
        closes = new LogCloseService(pushes, sessions, limits, metrics, Clock.systemUTC());
        rooms = new LogRoomChangeService(pushes, sessions, limits, metrics, Clock.systemUTC());
        ids.use(1, 0);
    }

    /** The number that ids are made with is leased no more. */
    void loseIds() {
        ids.stop();
    }
}
