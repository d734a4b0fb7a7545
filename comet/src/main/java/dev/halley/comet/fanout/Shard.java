package dev.halley.comet.fanout;

import dev.halley.comet.fanout.inbox.LocalDelivery;
import dev.halley.comet.fanout.joining.OwnAsk;
import dev.halley.comet.fanout.joining.RoomAsk;
import dev.halley.comet.fanout.pacing.BroadcastLane;
import dev.halley.comet.fanout.shared.ShardState;
import dev.halley.comet.frames.Place;
import dev.halley.comet.members.ExpectedSession;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.NodeRooms;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.members.RoomMembers;
import dev.halley.comet.members.ShardIds;
import dev.halley.comet.members.ShardRooms;
import dev.halley.comet.members.ShardSessions;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.comet.writing.FanoutMetrics;
import dev.halley.comet.writing.FanoutSetup;
import dev.halley.wire.CloseReason;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of one event loop, their rooms, and the drain that writes to them. All methods but
 * {@link #loop}, {@link #offer}, {@link #sessions} and {@link #inboxDepth} belong to the loop, and
 * throw IllegalStateException elsewhere.
 *
 * <pre>
 * offer -> inbox -> wake: direct pushes, closes: written at once
 *                         rooms, broadcasts: gathered -> drain, as soon as the pacer allows
 *                         broadcasts with a speed: their own lane, a tick at a time
 * </pre>
 */
public final class Shard {
    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    private final EventLoop loop;
    private final int index;
    private final ShardIds ids;
    private final ShardSessions sessions = new ShardSessions();
    private final ShardRooms rooms;
    private final FanoutMetrics metrics;
    private final DrainLoop drains;

    Shard(EventLoop loop, int index, int shards, NodeRooms nodeRooms, FanoutSetup setup) {
        this.loop = loop;
        this.index = index;
        this.ids = new ShardIds(index, shards);
        this.rooms = new ShardRooms(nodeRooms, index);
        this.metrics = setup.metrics();
        this.drains =
                new DrainLoop(
                        loop,
                        new ShardState(sessions, rooms, new BroadcastLane()),
                        nodeRooms,
                        setup);
    }

    /** The loop it belongs to. */
    public EventLoop loop() {
        return loop;
    }

    /** Its number among the shards of the node, from 0. */
    int index() {
        return index;
    }

    /** An id for a new session of this shard: unique in this comet instance, never 0. */
    public long newSessionId() {
        assertOnLoop();
        return ids.next();
    }

    /**
     * An id for a session about which logic is asked: from now on what jobs send it waits for {@link
     * #addHeld}, or until it is {@linkplain #forget forgotten}.
     */
    public long expectSession() {
        long id = newSessionId();
        sessions.expect(id);
        return id;
    }

    /** A session that was expected will not come. */
    public void forget(long sessionId) {
        assertOnLoop();
        metrics.droppedUnknown(sessions.forget(sessionId));
    }

    /**
     * From here on the session gets broadcasts and direct pushes. Throws IllegalArgumentException
     * when it is here already.
     */
    public void add(Member member) {
        assertOnLoop();
        if (sessions.contains(member)) {
            throw new IllegalArgumentException(
                    "member: " + member.sessionId() + " (expected: not in the shard)");
        }
        drains.change(() -> sessions.add(member));
    }

    /**
     * As {@link #add}, but direct pushes are held, a bounded number of them, and broadcasts pass it
     * by, until {@link #open}: a client is to see the answer to its AUTH first. If it was expected,
     * what was sent to it before is held too, moves it, or closes it before this returns.
     */
    public void addHeld(Member member) {
        add(member);
        drains.change(() -> metrics.droppedUnknown(sessions.arrived(member)));
    }

    /** Writes what was held, in order; from here on nothing is. Nothing happens when it is open. */
    public void open(Member member) {
        open(member, OwnAsk.NONE, List.of(), joined -> {});
    }

    /**
     * Opens a session that is in no room: {@link #open(Member, OwnAsk, List, Consumer)} with its own
     * stream alone.
     *
     * @param userTip where its user's stream ends; null: it has none
     * @param after the last message of it that the client has seen; null: it asks for none
     */
    public void open(
            Member member,
            @Nullable StreamPoint userTip,
            @Nullable StreamPoint after,
            Consumer<JoinedRoom> done) {
        open(member, new OwnAsk(userTip, after), List.of(), all -> done.accept(all.get(0)));
    }

    /**
     * Lets a session that was added held into its rooms and its own stream, all in one moment, which
     * is its cut: {@code done} writes the reply to AUTH, and what it has missed follows, then what
     * is live. Until then the session gets nothing. A session that is removed before is forgotten,
     * and {@code done} does not run.
     *
     * @param rooms at most as many as a session may be in
     * @param done runs on the loop, with the own stream first and then the rooms in their order
     */
    public void open(
            Member member, OwnAsk own, List<RoomAsk> rooms, Consumer<List<JoinedRoom>> done) {
        assertOnLoop();
        drains.change(() -> drains.joins().open(member, own, rooms, done));
    }

    /** Takes the session out, and out of all its rooms. Nothing happens when it is not here. */
    public void remove(Member member) {
        assertOnLoop();
        drains.change(
                () -> {
                    if (sessions.contains(member)) {
                        drains.ended(member);
                        rooms.leaveAll(member);
                        sessions.remove(member);
                    }
                });
    }

    /**
     * As {@link #join(Member, RoomKey, StreamPoint, Consumer)}, for who asks for nothing that was
     * before.
     *
     * @param inForce runs on the loop
     */
    public void join(Member member, RoomKey room, Runnable inForce) {
        join(member, room, null, joined -> inForce.run());
    }

    /**
     * Lets the session join a room: {@link #join(Member, List, Consumer)} with one.
     *
     * @param after the last message of the room that the client has seen; null: it asks for none
     * @param done runs on the loop in the moment of the cut
     */
    public void join(
            Member member, RoomKey room, @Nullable StreamPoint after, Consumer<JoinedRoom> done) {
        join(member, List.of(new RoomAsk(room, after)), all -> done.accept(all.get(0)));
    }

    /**
     * Lets the session join rooms. It gets their messages from the moment {@code done} runs, which
     * is the cut of all of them: when every attached job takes the rooms into account, which is at
     * once when they have members here already, or after a bounded time; when it is known where
     * their streams end; and what can be recovered. The reply is written by {@code done}, what was
     * missed follows, and then what is live. A session that is removed before is forgotten, and
     * {@code done} does not run.
     *
     * @param rooms at most as many as a session may be in
     * @param done runs on the loop, with the rooms in their order
     */
    public void join(Member member, List<RoomAsk> rooms, Consumer<List<JoinedRoom>> done) {
        assertOnLoop();
        drains.change(() -> drains.joins().join(member, rooms, done));
    }

    /**
     * Sends a session once more what one of its streams has behind a place. Nothing of the stream is
     * written to it before {@code done} has run.
     *
     * @param stream its own, or that of a room it is in; of any other nothing is known
     * @param done runs on the loop in the moment of the cut
     */
    public void recover(
            Member member, String stream, StreamPoint after, Consumer<JoinedRoom> done) {
        assertOnLoop();
        drains.change(() -> drains.joins().recover(member, stream, after, done));
    }

    /**
     * Where the client should be told that it stands, because the last message of the stream was
     * nothing for it to see: filtered, expired. For the reply to a heartbeat.
     *
     * @return mostly empty
     */
    public List<Place> positions(Member member) {
        assertOnLoop();
        return drains.checks().hidden(member);
    }

    /**
     * The session's channel can be written to again: it gets what it missed in its streams. To be
     * called when the channel says so; a session that lags is looked after now and then besides.
     */
    public void writable(Member member) {
        assertOnLoop();
        if (member.isBehind()) {
            drains.change(() -> drains.writable(member));
        }
    }

    /**
     * The stream of a session's user ends there, as the renewal of its route has told: what has not
     * come a moment later is read. Nothing happens when the session is gone.
     */
    public void ownTip(long sessionId, StreamPoint tip) {
        assertOnLoop();
        Member member = sessions.byId(sessionId);
        if (member != null) {
            drains.checks().check(member, tip);
        }
    }

    /** Compares its rooms with where their streams end, again and again. Any thread; once. */
    void checkEvery(Duration interval) {
        onLoop(() -> drains.checks().start(interval));
    }

    /** As {@link #checkEvery}, once and soon: something may be missing. Any thread. */
    void checkSoon() {
        onLoop(() -> drains.checks().soon());
    }

    /** Takes the session out of a room. Nothing happens when it is not in it. */
    public void leave(Member member, RoomKey room) {
        assertOnLoop();
        drains.change(() -> rooms.leave(member, room));
    }

    /** The session with this id; null: not here. */
    public @Nullable Member session(long sessionId) {
        assertOnLoop();
        return sessions.byId(sessionId);
    }

    /**
     * Another session has taken the place of one with this id and generation: it ends now, or as soon
     * as it is here.
     *
     * @return whether it was here
     */
    public boolean closeReplaced(long sessionId, long generation) {
        assertOnLoop();
        Member member = sessions.byId(sessionId);
        ExpectedSession expected = sessions.expected(sessionId);
        if (expected != null) {
            expected.close(generation, CloseReason.REPLACED);
        }
        if (member == null || member.generation() != generation) {
            return false;
        }
        member.close(CloseReason.REPLACED);
        return true;
    }

    /** Members of a room on this shard, in no order: a view, to be read before anything changes. */
    public List<Member> members(RoomKey room) {
        assertOnLoop();
        RoomMembers members = rooms.get(room);
        return members == null ? List.of() : members.asList();
    }

    /**
     * Hands over a delivery; its receipt is released when the shard has dealt with it. Any thread;
     * does not block. What a shard may hold is bounded by those who offer. True: the shard has to be
     * {@linkplain #wake woken} for it.
     */
    boolean offer(LocalDelivery delivery) {
        return drains.offer(delivery);
    }

    /** Has it deal with what was offered. Any thread; does not block. */
    void wake() {
        drains.wakeUp();
    }

    /** How many sessions it has. Any thread. */
    public int sessions() {
        return sessions.size();
    }

    /** Deliveries that it has not dealt with yet. Any thread. */
    public int inboxDepth() {
        return drains.depth();
    }

    int lagging() {
        return drains.lagging();
    }

    /** Any thread; takes effect on the loop, before it shuts down. */
    void stop() {
        onLoop(drains::stop);
    }

    private void onLoop(Runnable change) {
        try {
            loop.execute(() -> drains.change(change));
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("event loop has stopped");
        }
    }

    private void assertOnLoop() {
        if (!loop.inEventLoop()) {
            throw new IllegalStateException("not on the shard's event loop");
        }
    }
}
