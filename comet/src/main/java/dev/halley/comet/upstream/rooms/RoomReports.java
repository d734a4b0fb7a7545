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
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reports members of rooms to logic, what changed every few seconds and all of it now and then, and
 * keeps what logic answers: members on all other comets. One report at a time.
 */
public final class RoomReports {
    /** Without a change a report is sent every so many intervals: logic forgets the silent. */
    private static final int QUIET_TICKS = 5;

    private final CometIdentity identity;
    private final LogicCalls calls;
    private final RoomReportMetrics metrics;
    private final RoomSource rooms;
    private final Duration allInterval;
    private final RoomMoves moves;
    private volatile Map<String, Integer> elsewhere = Map.of();
    private volatile boolean reporting;
    private volatile boolean snapshotNext = true;
    private long snapshotAtNanos;
    private int lastSessions = -1;
    private int quietTicks;

    /**
     * Reports of one comet; nothing happens until {@link #start}.
     *
     * @param allInterval how often all rooms are reported
     */
    public RoomReports(
            CometIdentity identity,
            LogicCalls calls,
            RoomReportMetrics metrics,
            RoomSource rooms,
            Duration allInterval) {
        this.identity = identity;
        this.calls = calls;
        this.metrics = metrics;
        this.rooms = rooms;
        this.allInterval = allInterval;
        this.moves = new RoomMoves(metrics);
    }

    /** Reports from now on. */
    public void start(ScheduledExecutorService scheduler, Duration interval) {
        long ms = interval.toMillis();
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
        long now = System.nanoTime();
        boolean snapshot = snapshotNext || now - snapshotAtNanos >= allInterval.toNanos();
        Map<RoomKey, Integer> changed = rooms.changed();
        int sessions = rooms.sessions();
        List<RoomMove> moved = moves.take();
        boolean quiet = changed.isEmpty() && sessions == lastSessions && moved.isEmpty();
        if (!snapshot && quiet && ++quietTicks < QUIET_TICKS) {
            return;
        }
        quietTicks = 0;
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
        }
        reporting = false;
    }
}
