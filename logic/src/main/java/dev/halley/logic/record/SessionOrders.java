package dev.halley.logic.record;

import static java.util.Objects.requireNonNull;

import dev.halley.api.kafka.Topics;
import dev.halley.api.record.Record;
import dev.halley.api.record.Route;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.push.SessionOrder;
import dev.halley.logic.registry.KeyRoute;
import dev.halley.logic.registry.SessionRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * Orders to sessions, as records in the partition of their user or key, so that what was pushed
 * before still arrives before. Addressed by the routes of now: a session that comes later is not
 * meant.
 */
final class SessionOrders {
    private final PushLog log;
    private final SessionRegistry sessions;
    private final PushMetrics.Meters meters;
    private final Clock clock;

    SessionOrders(PushLog log, SessionRegistry sessions, PushMetrics.Meters meters, Clock clock) {
        this.log = requireNonNull(log, "log");
        this.sessions = requireNonNull(sessions, "sessions");
        this.meters = requireNonNull(meters, "meters");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Empty when the user has no session; {@code action} puts the order into the record. */
    CompletionStage<Optional<SessionOrder>> toUser(
            String app, String user, BiConsumer<Record.Builder, List<Route>> action) {
        int partition = Topics.ofUser(app, user, log.partitions().push());
        return sessions.ofUser(app, user)
                .thenCompose(routes -> order(app, partition, routes, action));
    }

    /** The same for the session that has a key. */
    CompletionStage<Optional<SessionOrder>> toKey(
            String app, String key, BiConsumer<Record.Builder, List<Route>> action) {
        int partition = Topics.ofKey(app, key, log.partitions().push());
        return sessions.ofKey(app, key)
                .thenCompose(route -> order(app, partition, route.stream().toList(), action));
    }

    private CompletionStage<Optional<SessionOrder>> order(
            String app,
            int partition,
            List<KeyRoute> routes,
            BiConsumer<Record.Builder, List<Route>> action) {
        if (routes.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        try {
            long id = log.ids().next();
            Record.Builder record =
                    Record.newBuilder()
                            .setSchemaVersion(RecordSplitter.SCHEMA_VERSION)
                            .setApp(app)
                            .setMessageId(id)
                            .setAcceptedAtUs(LogPushService.nowUs(clock));
            action.accept(record, routes.stream().map(KeyRoute::route).toList());
            PendingAppend pending = new PendingAppend(id, meters);
            log.log().append(Topics.PUSH, partition, record.build().toByteArray(), pending.of(1));
            return pending.thenApply(kept -> Optional.of(new SessionOrder(id, routes.size())));
        } catch (UnavailableException e) {
            meters.failed("no_id");
            return CompletableFuture.failedFuture(e);
        }
    }
}
