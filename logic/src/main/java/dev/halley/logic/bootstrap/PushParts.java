package dev.halley.logic.bootstrap;

import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.logic.config.PushConfig;
import dev.halley.logic.http.RestServices;
import dev.halley.logic.idempotency.IdempotencyMetrics;
import dev.halley.logic.idempotency.RedisIdempotencyKeys;
import dev.halley.logic.push.CloseService;
import dev.halley.logic.push.PushService;
import dev.halley.logic.push.RoomChangeService;
import dev.halley.logic.record.LogCloseService;
import dev.halley.logic.record.LogPushService;
import dev.halley.logic.record.LogRoomChangeService;
import dev.halley.logic.record.Partitions;
import dev.halley.logic.record.PushLimits;
import dev.halley.logic.record.PushLog;
import dev.halley.logic.record.PushMetrics;
import dev.halley.logic.registry.SessionRegistry;
import dev.halley.runtime.lifecycle.NodeContext;
import java.time.Clock;

/**
 * What ends up in Kafka for job to deliver.
 *
 * @param pushes accepts pushes
 * @param closes ends sessions
 * @param rooms lets sessions join and leave rooms
 */
record PushParts(PushService pushes, CloseService closes, RoomChangeService rooms) {
    static PushParts of(
            LogicNodeConfig config,
            NodeContext context,
            Backends backends,
            SessionRegistry sessions) {
        PushLog log = log(config, backends);
        PushLimits limits = limits(config.app(), config.logic().push());
        PushMetrics metrics = new PushMetrics(context.registry());
        Clock clock = context.clock();
        var keys =
                new RedisIdempotencyKeys(
                        backends.redis(),
                        config.logic().push().idempotencyTtl(),
                        new IdempotencyMetrics(context.registry()));
        return new PushParts(
                new LogPushService(log, keys, limits, metrics, clock),
                new LogCloseService(log, sessions, limits, metrics, clock),
                new LogRoomChangeService(log, sessions, limits, metrics, clock));
    }

    private static PushLog log(LogicNodeConfig config, Backends backends) {
        return new PushLog(
                backends.kafka().push(),
                new Partitions(
                        config.kafka().pushPartitions(),
                        config.kafka().roomPartitions(),
                        config.kafka().allPartitions()),
                backends.ids());
    }

    private static PushLimits limits(String app, PushConfig push) {
        return new PushLimits(
                app,
                push.maxPayloadBytes(),
                push.maxTargets(),
                push.maxRooms(),
                push.maxNameLength());
    }

    RestServices.Pushing rest() {
        return new RestServices.Pushing(pushes, closes, rooms);
    }
}
