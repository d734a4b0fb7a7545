package dev.halley.logic.record;

import static java.util.Objects.requireNonNull;

import dev.halley.api.kafka.Topics;
import dev.halley.api.record.Close;
import dev.halley.api.record.Record;
import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.push.CloseService;
import dev.halley.logic.registry.KeyRoute;
import dev.halley.logic.registry.SessionRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Orders to end sessions, as records in the partition of their user or key, so that what was pushed
 * before still arrives. Addressed by the routes of now: a session that comes later is not meant.
 */
public final class LogCloseService implements CloseService {
    // Name of dev.halley.wire.CloseReason, which clients are told.
    private static final String REASON = "KICKED";

    private final PushLog log;
    private final SessionRegistry sessions;
    private final PushValidator validator;
    private final PushMetrics.Meters meters;
    private final Clock clock;

    /** Closes sessions of this registry through this log. */
    public LogCloseService(
            PushLog log,
            SessionRegistry sessions,
            PushLimits limits,
            PushMetrics metrics,
            Clock clock) {
        this.log = requireNonNull(log, "log");
        this.sessions = requireNonNull(sessions, "sessions");
        this.validator = new PushValidator(limits);
        this.meters = metrics.of("close");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public CompletionStage<Integer> closeUser(String app, String user) {
        int partition = Topics.ofUser(app, user, log.partitions().push());
        return checked(app, "user", user)
                .thenCompose(ok -> sessions.ofUser(app, user))
                .thenCompose(routes -> close(app, partition, routes));
    }

    @Override
    public CompletionStage<Integer> closeKey(String app, String key) {
        int partition = Topics.ofKey(app, key, log.partitions().push());
        return checked(app, "key", key)
                .thenCompose(ok -> sessions.ofKey(app, key))
                .thenCompose(route -> close(app, partition, route.stream().toList()));
    }

    private CompletionStage<Void> checked(String app, String field, String value) {
        try {
            validator.app(app);
            validator.name(field, value);
            return CompletableFuture.completedFuture(null);
        } catch (InvalidPushException e) {
            meters.failed("invalid");
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Integer> close(String app, int partition, List<KeyRoute> routes) {
        if (routes.isEmpty()) {
            return CompletableFuture.completedFuture(0);
        }
        try {
            long id = log.ids().next();
            PendingAppend pending = new PendingAppend(id, meters);
            log.log().append(Topics.PUSH, partition, record(app, id, routes), pending.of(1));
            return pending.thenApply(kept -> routes.size());
        } catch (UnavailableException e) {
            meters.failed("no_id");
            return CompletableFuture.failedFuture(e);
        }
    }

    private byte[] record(String app, long id, List<KeyRoute> routes) {
        Close.Builder close = Close.newBuilder().setReason(REASON);
        routes.forEach(route -> close.addRoutes(route.route()));
        return Record.newBuilder()
                .setSchemaVersion(RecordSplitter.SCHEMA_VERSION)
                .setApp(app)
                .setMessageId(id)
                .setAcceptedAtUs(LogPushService.nowUs(clock))
                .setClose(close)
                .build()
                .toByteArray();
    }
}
