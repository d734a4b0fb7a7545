package dev.halley.comet.session.shared;

import dev.halley.comet.config.SessionLimits;
import dev.halley.comet.history.HistoryCalls;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.replies.Closing;
import dev.halley.comet.replies.Replies;
import dev.halley.comet.replies.SessionMetrics;
import dev.halley.comet.upstream.Connects;
import dev.halley.comet.upstream.Disconnects;
import dev.halley.comet.upstream.Renewals;
import dev.halley.comet.upstream.calls.CometIdentity;
import dev.halley.comet.upstream.rooms.RoomCounts;
import dev.halley.comet.upstream.rooms.RoomMoves;
import java.time.Clock;
import java.time.Instant;

/** What all connections of a node share. */
public final class SessionNode {
    private final CometIdentity identity;
    private final SessionLimits limits;
    private final SessionMetrics metrics;
    private final Clock clock;
    private final Upstreams upstreams;
    private final Replies replies;
    private final Closing closing;

    /** Put together once, at the start. */
    public SessionNode(
            CometIdentity identity,
            SessionLimits limits,
            SessionMetrics metrics,
            Clock clock,
            Upstreams upstreams) {
        this.identity = identity;
        this.limits = limits;
        this.metrics = metrics;
        this.clock = clock;
        this.upstreams = upstreams;
        this.replies = new Replies(metrics);
        this.closing = new Closing(metrics, limits.closeTime());
    }

    /** Who this comet is. */
    public CometIdentity identity() {
        return identity;
    }

    /** Bounds and times of connections. */
    public SessionLimits limits() {
        return limits;
    }

    /** Figures of connections. */
    public SessionMetrics metrics() {
        return metrics;
    }

    /** Wall clock. */
    public Clock clock() {
        return clock;
    }

    /** Authentication. */
    public Connects connects() {
        return upstreams.connects();
    }

    /** Streams that logic has. */
    public HistoryCalls history() {
        return upstreams.history();
    }

    /** Where ended sessions are told. */
    public Disconnects disconnects() {
        return upstreams.disconnects();
    }

    /** Routes of sessions. */
    public Renewals renewals() {
        return upstreams.renewals();
    }

    /** Where changes of rooms are told. */
    public RoomMoves moves() {
        return upstreams.rooms().moves();
    }

    /** Members of a room over all comets. */
    public int membersOf(RoomKey room) {
        return upstreams.rooms().members(room);
    }

    /** Remote addresses of sessions. */
    public ClientAddresses addresses() {
        return upstreams.addresses();
    }

    /** Where clients may go when this node goes down. */
    public OtherNodes others() {
        return upstreams.others();
    }

    /** Microseconds since 1970. */
    public long nowUs() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }

    /** Answers clients. */
    public Replies replies() {
        return replies;
    }

    /** The one way to close a connection. */
    public Closing closing() {
        return closing;
    }

    /** Closed connections that still have something to read. */
    public int closingConnections() {
        return closing.pending();
    }

    /**
     * The ways to logic, and what is told on them.
     *
     * @param connects authentication
     * @param history streams
     * @param disconnects ended sessions
     * @param renewals routes
     * @param rooms members of rooms
     * @param addresses remote addresses of sessions
     * @param others where clients may go when this node goes down
     */
    public record Upstreams(
            Connects connects,
            HistoryCalls history,
            Disconnects disconnects,
            Renewals renewals,
            RoomCounts rooms,
            ClientAddresses addresses,
            OtherNodes others) {}
}
