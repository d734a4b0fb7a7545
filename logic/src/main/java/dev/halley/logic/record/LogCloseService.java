package dev.halley.logic.record;

import dev.halley.api.record.Close;
import dev.halley.api.record.Record;
import dev.halley.api.record.Route;
import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.push.CloseService;
import dev.halley.logic.push.SessionOrder;
import dev.halley.logic.registry.SessionRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Orders to end sessions; see {@link SessionOrders}. */
public final class LogCloseService implements CloseService {
    // Name of dev.halley.wire.CloseReason, which clients are told.
    private static final String REASON = "KICKED";

    private final SessionOrders orders;
    private final PushValidator validator;
    private final PushMetrics.Meters meters;

    /** Closes sessions of this registry through this log. */
    public LogCloseService(
            PushLog log,
            SessionRegistry sessions,
            PushLimits limits,
            PushMetrics metrics,
            Clock clock) {
        this.meters = metrics.of("close");
        this.orders = new SessionOrders(log, sessions, meters, clock);
        this.validator = new PushValidator(limits);
    }

    @Override
    public CompletionStage<Integer> closeUser(String app, String user) {
        return checked(app, "user", user)
                .thenCompose(ok -> orders.toUser(app, user, LogCloseService::close))
                .thenApply(LogCloseService::sessions);
    }

    @Override
    public CompletionStage<Integer> closeKey(String app, String key) {
        return checked(app, "key", key)
                .thenCompose(ok -> orders.toKey(app, key, LogCloseService::close))
                .thenApply(LogCloseService::sessions);
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

    private static void close(Record.Builder record, List<Route> routes) {
        record.setClose(Close.newBuilder().setReason(REASON).addAllRoutes(routes));
    }

    private static int sessions(Optional<SessionOrder> order) {
        return order.map(SessionOrder::sessions).orElse(0);
    }
}
