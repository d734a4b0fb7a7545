package dev.halley.comet.writing;

import dev.halley.comet.frames.MessageBatch;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.Segment;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.RoomMembers;
import dev.halley.comet.streams.StreamKey;
import dev.halley.comet.streams.StreamPoint;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;

/**
 * Writes shared buffers to members and flushes each once in a slice of a drain. Nothing is allocated for a member: the
 * duplicate comes from the buffer's pool, the promise is the channel's void promise, and the list
 * of whom to flush is kept.
 */
public final class FrameWriter {
    private final SlowConsumers slow;
    private final FanoutMetrics metrics;
    private Member[] unflushed = new Member[16];
    private int count;
    private long messages;
    private long buffers;
    private long bytes;

    /** Writes for one shard, whose slow sessions are noted. */
    public FrameWriter(SlowConsumers slow, FanoutMetrics metrics) {
        this.slow = slow;
        this.metrics = metrics;
    }

    /** Writes the batch to one member, skipping operations it does not accept. */
    public void write(Member member, MessageBatch batch, boolean filtered, long now) {
        List<Segment> segments = filtered ? batch.byOperation() : batch.merged();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (!filtered || member.accepts(segment.operation())) {
                write(member, segment, segment.place(), now);
            }
        }
    }

    /**
     * Writes one buffer to one member, whatever it accepts. One that cannot take more is skipped: it
     * is behind in the stream from then on, or has lost the messages if they have none.
     *
     * @param place of the first message in the member's stream
     */
    public void write(Member member, Segment segment, Place place, long now) {
        if (member.isBehind() && member.isBehind(place.stream())) {
            return;
        }
        if (!member.channel().isWritable() && !flushedWritable(member)) {
            skip(member, segment, place, now);
            return;
        }
        force(member, segment);
    }

    private void skip(Member member, Segment segment, Place place, long now) {
        RoomMembers room = member.roomOf(place.stream());
        boolean own = StreamKey.ofUser(member.app(), member.user()).name().equals(place.stream());
        if (place.isNone() || (room == null && !own)) {
            slow.skipped(member, segment.size(), now);
            return;
        }
        slow.noted(member, now);
        member.fallBehind(room, StreamPoint.before(place));
    }

    /** Whether a member can be written to, after what was written to it is flushed. */
    public boolean canTake(Member member, long now) {
        boolean writable = member.channel().isWritable() || flushedWritable(member);
        if (!writable) {
            slow.noted(member, now);
        }
        return writable;
    }

    /** Writes one buffer to one member, even if it cannot take more. */
    public void force(Member member, Segment segment) {
        ByteBuf shared = segment.encoded(member.variant());
        messages += segment.size();
        buffers++;
        bytes += shared.readableBytes();
        member.write(shared.retainedDuplicate());
        written(member);
    }

    /**
     * Sends what was last written to a member that gets nothing more in this drain. {@link #flush}
     * would find what it takes (channel, pipeline, outbound buffer) gone from the processor's cache
     * again, once thousands of others were written to in between: a second walk over 5,000 members
     * cost a ninth of the loop's time. Who was written to before another one waits for it all the
     * same, and nothing happens when nothing was written.
     */
    public void flushLast(Member member) {
        if (count > 0 && unflushed[count - 1] == member) {
            count--;
            member.flush();
        }
    }

    /** Something was written to a member; the next {@link #flush} sends it. */
    public void written(Member member) {
        if (member.markUnflushed()) {
            remember(member);
        }
    }

    /** One flush for each member that was written to and not flushed since. */
    public void flush() {
        int flushing = count;
        for (int i = 0; i < flushing; i++) {
            unflushed[i].flush();
        }
        Arrays.fill(unflushed, 0, flushing, null);
        count = 0;
        metrics.written(messages, buffers, bytes);
        messages = 0;
        buffers = 0;
        bytes = 0;
        slow.publish();
    }

    /**
     * A session may be unwritable only because this drain has a lot for it and has flushed nothing
     * yet; that does not make it slow.
     */
    private static boolean flushedWritable(Member member) {
        if (!member.isUnflushed()) {
            return false;
        }
        member.channel().flush();
        return member.channel().isWritable();
    }

    private void remember(Member member) {
        if (count == unflushed.length) {
            unflushed = Arrays.copyOf(unflushed, count * 2);
        }
        unflushed[count++] = member;
    }
}
