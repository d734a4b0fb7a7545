package dev.halley.comet.writing;

import dev.halley.comet.frames.MessageBatch;
import dev.halley.comet.frames.Segment;
import dev.halley.comet.members.Member;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.Arrays;
import java.util.List;

/**
 * Writes shared buffers to members and flushes each once. Nothing is allocated for a member: the
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
                write(member, segment, now);
            }
        }
    }

    /** Writes one buffer to one member, whatever it accepts; skipped when it cannot take more. */
    @SuppressWarnings("FutureReturnValueIgnored") // a failed write closes its channel by itself
    public void write(Member member, Segment segment, long now) {
        Channel channel = member.channel();
        if (!channel.isWritable() && !flushedWritable(member)) {
            slow.skipped(member, segment.size(), now);
            return;
        }
        ByteBuf shared = segment.encoded(member.variant());
        messages += segment.size();
        buffers++;
        bytes += shared.readableBytes();
        channel.write(shared.retainedDuplicate(), channel.voidPromise());
        written(member);
    }

    /** Something was written to a member; the next {@link #flush} sends it. */
    public void written(Member member) {
        if (member.markUnflushed()) {
            remember(member);
        }
    }

    /** One flush for each member that was written to. */
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
