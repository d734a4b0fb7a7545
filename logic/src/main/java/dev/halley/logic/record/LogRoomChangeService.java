package dev.halley.logic.record;

import dev.halley.api.record.ChangeRooms;
import dev.halley.api.record.Record;
import dev.halley.api.record.Route;
import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.push.RoomChange;
import dev.halley.logic.push.RoomChangeService;
import dev.halley.logic.push.SessionOrder;
import dev.halley.logic.registry.SessionRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/** Orders to join and leave rooms; see {@link SessionOrders}. */
public final class LogRoomChangeService implements RoomChangeService {
    private final SessionOrders orders;
    private final PushValidator validator;
    private final PushMetrics.Meters meters;

    /** Moves sessions of this registry through this log. */
    public LogRoomChangeService(
            PushLog log,
            SessionRegistry sessions,
            PushLimits limits,
            PushMetrics metrics,
            Clock clock) {
        this.meters = metrics.of("change_rooms");
        this.orders = new SessionOrders(log, sessions, meters, clock);
        this.validator = new PushValidator(limits);
    }

    @Override
    public CompletionStage<Optional<SessionOrder>> changeUser(
            String app, String user, RoomChange change) {
        return checked(app, "user", user, change)
                .thenCompose(ok -> orders.toUser(app, user, change(change)));
    }

    @Override
    public CompletionStage<Optional<SessionOrder>> changeKey(
            String app, String key, RoomChange change) {
        return checked(app, "key", key, change)
                .thenCompose(ok -> orders.toKey(app, key, change(change)));
    }

    private CompletionStage<Void> checked(
            String app, String field, String value, RoomChange change) {
        try {
            validator.app(app);
            validator.name(field, value);
            validator.change(change);
            return CompletableFuture.completedFuture(null);
        } catch (InvalidPushException e) {
            meters.failed("invalid");
            return CompletableFuture.failedFuture(e);
        }
    }

    private static BiConsumer<Record.Builder, List<Route>> change(RoomChange change) {
        return (record, routes) ->
                record.setChangeRooms(
                        ChangeRooms.newBuilder()
                                .addAllRoutes(routes)
                                .addAllJoin(change.join())
                                .addAllLeave(change.leave()));
    }
}
