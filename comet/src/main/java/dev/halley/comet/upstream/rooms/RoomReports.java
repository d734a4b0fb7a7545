package dev.halley.comet.upstream.rooms;

import dev.halley.api.logic.ReportRoomsReply;
import dev.halley.api.logic.ReportRoomsRequest;
import dev.halley.api.logic.RoomMove;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.upstream.calls.CometIdentity;
import dev.halley.comet.upstream.calls.LogicCalls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports members of rooms to logic, what changed every few seconds and all of it now and then, and
 * keeps what logic answers: members on all other comets. One report at a time. Whoever was forgotten
 * renews its routes ({@link RouteDoubt}).
 */
public final class RoomReports {
    /** Without a change a report is sent every so many intervals: logic forgets the silent. */
    private static final int QUIET_INTERVALS = 5;

    private final CometIdentity identity;
    private final LogicCalls calls;
    private final RoomReportMetrics metrics;
    private final RoomSource rooms;
    private final Intervals intervals;
    private final LongSupplier nanoClock;
    private final RoomMoves moves;
    private final RouteDoubt routes;
    private volatile Map<String, Integer> elsewhere = Map.of();
    private volatile boolean reporting;
    private volatile boolean snapshotNext = true;
    private long snapshotAtNanos;
    private long reportedAtNanos;
    private int lastSessions = -1;

    /**
     * How often there is a report.
     *
     * @param changes of what has changed
     * @param all of all rooms
     */
    public record Intervals(Duration changes, Duration all) {
        boolean isQuietFor(long nanos) {
            return nanos < QUIET_INTERVALS * changes.toNanos();
        }
    }

    /**
     * Reports of one comet; nothing happens until {@link #start}.
     *
     * @param renewal renews the routes of all sessions, as Redis may have lost them; fails when one
     *     was not
     */
    public RoomReports(
            CometIdentity identity,
            LogicCalls calls,
            RoomReportMetrics metrics,
            RoomSource rooms,
            Intervals intervals,
            Supplier<? extends CompletionStage<?>> renewal,
            LongSupplier nanoClock) {
        this.identity = identity;
        this.calls = calls;
        this.metrics = metrics;
        this.rooms = rooms;
        this.intervals = intervals;
        this.nanoClock = nanoClock;
        this.moves = new RoomMoves(metrics);
        this.routes = new RouteDoubt(renewal);
    }

    /** Reports from now on. */
    public void start(ScheduledExecutorService scheduler) {
        long ms = intervals.changes().toMillis();
        Future<?> unused =
                scheduler.scheduleWithFixedDelay(this::tick, 0, ms, TimeUnit.MILLISECONDS);
    }

    /** Members of a room on all other comets, as of the last report. Any thread. */
    public int membersElsewhere(String room) {
        return elsewhere.getOrDefault(room, 0);
    }

    /** Where changes of rooms are told. */
    public RoomMoves moves() {
        return moves;
    }

    /** On the scheduler's thread. */
    void tick() {
        if (reporting) {
            return;
        }
        long now = nanoClock.getAsLong();
        boolean snapshot = snapshotNext || now - snapshotAtNanos >= intervals.all().toNanos();
        Map<RoomKey, Integer> changed = rooms.changed();
        int sessions = rooms.sessions();
        List<RoomMove> moved = moves.take();
        boolean news = !changed.isEmpty() || sessions != lastSessions || !moved.isEmpty();
        boolean owed = snapshot || news || routes.isOpen();
        // By the clock: after it stood still the next report goes at once.
        if (!owed && intervals.isQuietFor(now - reportedAtNanos)) {
            return;
        }
        reportedAtNanos = now;
        if (snapshot) {
            snapshotAtNanos = now;
        }
        lastSessions = sessions;
        reporting = true;
        ReportRoomsRequest request =
                request(snapshot, snapshot ? rooms.all() : changed, sessions).toBuilder()
                        .addAllMoves(moved)
                        .build();
        calls.reportRooms(request)
                .whenComplete((reply, failure) -> answered(moved, reply, failure));
    }

    private ReportRoomsRequest request(
            boolean snapshot, Map<RoomKey, Integer> members, int sessions) {
        ReportRoomsRequest.Builder request =
                ReportRoomsRequest.newBuilder()
                        .setSchemaVersion(CometIdentity.SCHEMA_VERSION)
                        .setApp(identity.app())
                        .setInstance(identity.instance())
                        .setSnapshot(snapshot)
                        .setSessions(sessions)
                        .setAddresses(rooms.addresses());
        members.forEach((room, count) -> request.putMembers(room.name(), count));
        return request.build();
    }

    private void answered(
            List<RoomMove> moved, @Nullable ReportRoomsReply reply, @Nullable Throwable failure) {
        if (reply == null || failure != null) {
            // What this report carried is in the snapshot that follows.
            snapshotNext = true;
            moves.giveBack(moved);
            metrics.reportFailed();
        } else {
            snapshotNext = reply.getSnapshotWanted();
            moves.wanted(reply.getMovesWanted());
            elsewhere = Map.copyOf(reply.getMembersElsewhereMap());
            if (reply.getForgotten()) {
                metrics.forgotten();
            }
            routes.reported(reply.getForgotten());
        }
        reporting = false;
    }
}
