package dev.halley.comet.session;

import com.google.protobuf.ByteString;
import dev.halley.api.logic.Registration;
import dev.halley.comet.config.SessionLimits.HandshakeLimits;
import dev.halley.comet.fanout.Shard;
import dev.halley.comet.replies.Request;
import dev.halley.comet.session.shared.ConnectQuestion;
import dev.halley.comet.session.shared.SessionNode;
import dev.halley.comet.session.shared.VisitWheel;
import dev.halley.comet.upstream.ReceiveLane;
import dev.halley.comet.upstream.Renewals;
import dev.halley.wire.CloseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The connections of one event loop: who has to send AUTH, who must be heard of, whose route is to
 * be renewed. Ticks four times a second; between ticks its clock stands still. Belongs to the loop.
 */
public final class SessionLoop {
    /** Time between two ticks. */
    static final long TICK_MS = 250;

    private static final int LONGEST_ROTATION = 64;

    private final Shard shard;
    private final SessionNode node;
    private final ReceiveLane lane;
    private final SessionOperations operations = new SessionOperations(this);
    private final SessionRequests requests = new SessionRequests(this);
    private final ServerMoves serverMoves = new ServerMoves(this);
    private final HandshakeQueue handshakes = new HandshakeQueue();
    private final VisitWheel<Session> sessions;
    private final int maxSilent;
    private final int silenceTicks;
    private final int renewalTicks;
    private final int rotation;
    private List<Session> due = new ArrayList<>();
    private List<Session> routeless = new ArrayList<>();
    private int replays;
    private int now;

    /**
     * For one shard; nothing happens until {@link #start}.
     *
     * @param loops how many loops share the node's bounds
     */
    public SessionLoop(Shard shard, SessionNode node, ReceiveLane lane, int loops) {
        this.shard = shard;
        this.node = node;
        this.lane = lane;
        this.maxSilent =
                Math.max(1, node.limits().handshake().maxUnauthenticated() / Math.max(1, loops));
        this.silenceTicks = ticks(node.limits().silence().toMillis());
        this.renewalTicks = ticks(node.limits().renewalInterval().toMillis());
        int wanted = Math.min(silenceTicks / 8, renewalTicks / 4);
        this.rotation = Math.min(LONGEST_ROTATION, Math.max(1, wanted));
        this.sessions = new VisitWheel<>(rotation);
    }

    private static int ticks(long ms) {
        return (int) Math.max(1, ms / TICK_MS);
    }

    /** Ticks from now on, until its loop ends. Any thread. */
    public void start() {
        Future<?> unused =
                shard.loop()
                        .scheduleAtFixedRate(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** Whose sessions they are. */
    public Shard shard() {
        return shard;
    }

    SessionNode node() {
        return node;
    }

    SessionOperations operations() {
        return operations;
    }

    SessionRequests requests() {
        return requests;
    }

    ServerMoves serverMoves() {
        return serverMoves;
    }

    ReceiveLane lane() {
        return lane;
    }

    /** The present tick. */
    int now() {
        return now;
    }

    /** A new connection; makes room for it when there are too many silent ones. */
    boolean admit(Handshake handshake) {
        HandshakeLimits limits = node.limits().handshake();
        if (node.metrics().opened() > limits.maxConnections()) {
            return false;
        }
        handshake.lateAt = now + ticks(limits.time().toMillis()) + 1;
        // Each loop has a share of the silent ones: one loop that fell behind must not find the
        // bound
        // used up by the others, with none of its own to close.
        if (handshakes.size() >= maxSilent
                || node.metrics().unauthenticated() > limits.maxUnauthenticated()) {
            Handshake oldest = handshakes.first();
            if (oldest == null) {
                return false;
            }
            node.metrics().evicted();
            oldest.close(CloseReason.TOO_MANY);
        }
        handshakes.add(handshake);
        return true;
    }

    /** It has sent AUTH, or is closed. */
    void leaveQueue(Handshake handshake) {
        handshakes.remove(handshake);
    }

    /** What logic is asked of a client that has sent AUTH. */
    ConnectQuestion question(Request auth, ByteString token) {
        return new ConnectQuestion(auth, token, shard.expectSession(), replays);
    }

    /** No session comes of the question. */
    void forget(ConnectQuestion question) {
        shard.forget(question.sessionId());
    }

    /** The question was answered: there is a session, unless it is closed before this returns. */
    void enter(Session session, ConnectQuestion question) {
        node.metrics().authenticated();
        node.addresses().add(session.remoteIp());
        session.heard();
        session.renewed();
        sessions.add(session);
        if (replays != question.replays()) {
            restoreRoute(session);
        }
        shard.addHeld(session);
    }

    /**
     * Every session of this loop, whose routes are to be written again. Who has sent AUTH and is not
     * answered is not among them: its route may be lost as well, and is written again when it enters.
     */
    public List<Session> replay() {
        replays++;
        return new ArrayList<>(sessions.all());
    }

    // At once, and as long as that fails with each tick.
    private void restoreRoute(Session session) {
        routeless.add(session);
        if (routeless.size() == 1) {
            // Answers come in bunches; what came with this one goes with it.
            shard.loop().execute(this::restoreRoutes);
        }
    }

    private void restoreRoutes() {
        List<Session> batch = routeless;
        routeless = new ArrayList<>();
        batch.removeIf(Session::isClosed);
        inBatches(batch, part -> renewBatch(part, () -> routeless.addAll(part)));
    }

    void leave(Session session, CloseReason reason) {
        shard.remove(session);
        sessions.remove(session);
        node.addresses().remove(session.remoteIp());
        node.metrics().closed(reason, true);
        node.disconnects().add(told(session.registration(), reason));
    }

    static Registration told(Registration session, CloseReason reason) {
        return session.toBuilder().setCloseReason(reason.name()).build();
    }

    /** Every session of this loop. */
    public List<Session> sessions() {
        return sessions.all();
    }

    /** Closes what has not sent AUTH. */
    public void closeHandshakes(CloseReason reason) {
        for (Handshake h = handshakes.first(); h != null; h = handshakes.first()) {
            h.close(reason);
        }
    }

    void tick() {
        now++;
        for (Handshake h = handshakes.first(); h != null && now >= h.lateAt; ) {
            h.close(CloseReason.AUTH_TIMEOUT);
            h = handshakes.first();
        }
        // Each is visited four times in a renewal interval, logic's too if that is shorter.
        int turns = Math.min(rotation, Math.max(1, 4 * rotation / renewalTicks()));
        for (int i = 0; i < turns; i++) {
            sessions.tick(this::visit);
        }
        if (!due.isEmpty()) {
            inBatches(due, part -> renewBatch(part, () -> {}));
            due = new ArrayList<>();
        }
        if (!routeless.isEmpty()) {
            restoreRoutes();
        }
    }

    private void visit(Session session) {
        if (session.isSilent(now - silenceTicks)) {
            session.close(CloseReason.HEARTBEAT_LOST);
        } else if (now - session.renewedAt() >= renewalTicks()) {
            session.renewed();
            due.add(session);
        }
    }

    // Logic forgets routes by its own setting, which may be shorter than ours.
    private int renewalTicks() {
        return (int) Math.min(renewalTicks, Math.max(1, node.renewals().toldMs() / TICK_MS));
    }

    private static void inBatches(List<Session> all, Consumer<List<Session>> renew) {
        for (int from = 0; from < all.size(); from += Renewals.BATCH) {
            renew.accept(all.subList(from, Math.min(all.size(), from + Renewals.BATCH)));
        }
    }

    private void renewBatch(List<Session> batch, Runnable failed) {
        List<Registration> registrations = batch.stream().map(Session::registration).toList();
        node.renewals()
                .renew(registrations)
                .whenComplete(
                        (done, failure) ->
                                shard.loop()
                                        .execute(
                                                () ->
                                                        renewed(
                                                                batch,
                                                                failure == null && done,
                                                                failed)));
    }

    private void renewed(List<Session> batch, boolean done, Runnable failed) {
        removeEnded(batch);
        if (!done) {
            failed.run();
        }
    }

    /** A renewal that overtook the removal of a route has written it again. */
    public void removeEnded(List<Session> batch) {
        for (Session session : batch) {
            if (session.isClosed()) {
                node.disconnects().add(session.registration());
            }
        }
    }
}
