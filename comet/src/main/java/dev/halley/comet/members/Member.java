package dev.halley.comet.members;

import static java.util.Objects.requireNonNull;

import dev.halley.api.comet.SessionInfo;
import dev.halley.comet.fanout.Shard;
import dev.halley.comet.frames.Variant;
import dev.halley.wire.CloseReason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOutboundHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One authenticated session as its shard sees it. The session of the transport extends it, so a
 * connection costs one object. Everything here belongs to the shard's event loop.
 */
public abstract class Member extends StreamMember {
    private final Channel channel;
    private final Variant variant;
    private final long sessionId;

    /** Place in the shard's list of everyone; -1: not in a shard. */
    int everyoneIndex = -1;

    /** The first room, flat, because nearly every session is in at most one. */
    @Nullable RoomMembers room;

    int roomIndex;

    /** Further rooms. */
    @Nullable Memberships moreRooms;

    private @Nullable HeldPushes held;

    /** No handler of the pipeline looks at what is written. */
    private final boolean straight;

    private boolean unflushed;

    private long laggingSinceNanos;

    private boolean lagging;

    /**
     * A session of an open connection.
     *
     * @param channel where its frames go; what handlers its pipeline has for that it has already
     * @param variant how its frames look
     * @param sessionId from the shard of the channel's loop
     */
    protected Member(Channel channel, Variant variant, long sessionId) {
        this.channel = requireNonNull(channel, "channel");
        this.variant = requireNonNull(variant, "variant");
        this.sessionId = sessionId;
        ChannelHandler only = channel.pipeline().first();
        this.straight =
                only == channel.pipeline().last() && !(only instanceof ChannelOutboundHandler);
    }

    /** The connection. */
    public final Channel channel() {
        return channel;
    }

    /** How its frames look. */
    public final Variant variant() {
        return variant;
    }

    /** 1 or 2. */
    public final int protocolVersion() {
        return variant.protocolVersion();
    }

    /** Unique in this comet instance. */
    public final long sessionId() {
        return sessionId;
    }

    /** The rooms it is in. */
    public final List<RoomKey> rooms() {
        return ShardRooms.roomsOf(this);
    }

    /** Whether a shard has it. */
    public final boolean isInShard() {
        return everyoneIndex >= 0;
    }

    /** Whether it is in no other room than the one it is in. */
    public final boolean isInOneRoom() {
        return moreRooms == null;
    }

    /** The room that has this stream, if it is in it. */
    public final @Nullable RoomMembers roomOf(String stream) {
        RoomMembers first = room;
        if (first != null && first.stream().name().equals(stream)) {
            return first;
        }
        return moreRooms == null ? null : moreRooms.of(stream);
    }

    /** From here on direct pushes wait for {@link #takeHeld}, behind those that wait already. */
    final void hold(HeldPushes waiting) {
        held = waiting;
    }

    /** Direct pushes that wait for the session to be opened; null: it is open. */
    public final @Nullable HeldPushes held() {
        return held;
    }

    /** Opens the session and gives what was held; null: it was open. */
    public final @Nullable HeldPushes takeHeld() {
        HeldPushes taken = held;
        held = null;
        return taken;
    }

    /** Notes that something was written; false when something was already, and is not flushed. */
    public final boolean markUnflushed() {
        boolean first = !unflushed;
        unflushed = true;
        return first;
    }

    /** Whether something is written and not flushed. */
    public final boolean isUnflushed() {
        return unflushed;
    }

    /**
     * Writes a frame, which it releases; {@link #flush} sends it. On the loop.
     *
     * <p>Goes where the pipeline would take it, past its contexts, when none of them has a word in
     * it: to read three of them from memory for each of thousands of members was a twentieth of what
     * a frame cost the loop.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // a failed write closes its channel by itself
    public final void write(ByteBuf frame) {
        if (straight) {
            channel.unsafe().write(frame, channel.voidPromise());
        } else {
            channel.write(frame, channel.voidPromise());
        }
    }

    /** Sends what is written. */
    public final void flush() {
        unflushed = false;
        if (straight) {
            channel.unsafe().flush();
        } else {
            channel.flush();
        }
    }

    /** Notes since when it cannot be written to; false when that is known already. */
    public final boolean startLagging(long nowNanos) {
        if (lagging) {
            return false;
        }
        lagging = true;
        laggingSinceNanos = nowNanos;
        return true;
    }

    /** It can be written to again, or is given up. */
    public final void stopLagging() {
        lagging = false;
    }

    /** Whether it was found unwritable and has not caught up. */
    public final boolean isLagging() {
        return lagging;
    }

    /** When it was first found unwritable, {@code System.nanoTime} scale. Only while it lags. */
    public final long laggingSinceNanos() {
        return laggingSinceNanos;
    }

    /**
     * Tells the client of messages that it does not get, in order with those it gets. Version 1 has
     * no word for it. Called on the loop; written, not flushed.
     *
     * @param stream {@code user:<user>} or {@code room:<type>://<id>}
     * @param epoch the stream's epoch from here on
     * @param from offset of the first of them
     * @param to offset of the last; {@code from - 1}: how many there were is not known
     */
    public void gap(String stream, int epoch, long from, long to) {
        // A session of version 1.
    }

    /**
     * A business system lets it join and leave rooms. Called on the loop, in order with what is
     * pushed to the session; joining takes its time.
     *
     * @param join as {@code type://id}
     * @param leave rooms in which it is not are passed by
     */
    public void move(List<String> join, List<String> leave) {
        // For members that have no rooms.
    }

    /** Generation of its key's registration; a push that names another one is not for it. */
    public abstract long generation();

    /** Whether it takes messages of this operation. Called for each message, so it must be quick. */
    public abstract boolean accepts(int operation);

    /** Whether {@link #accepts} is asked for room messages too; in protocol version 1 it is not. */
    public abstract boolean filtersRooms();

    /**
     * Ends the session. Called on the loop; does not wait. It may come back with {@link
     * Shard#remove} before it returns.
     */
    public abstract void close(CloseReason reason);

    /** What queries tell about it. */
    public abstract SessionInfo describe();
}
