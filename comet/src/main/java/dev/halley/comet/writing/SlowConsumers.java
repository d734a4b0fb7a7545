package dev.halley.comet.writing;

import dev.halley.comet.members.Member;
import dev.halley.wire.CloseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sessions of one shard that do not read what they are sent. What is written to a session is bounded
 * by its channel's high water mark: above it the session is skipped. What has a stream it gets when
 * it can take more; other messages are lost, and counted. One that stays unwritable past the limit
 * is closed.
 */
public final class SlowConsumers {
    private final long limitNanos;
    private final FanoutMetrics metrics;
    private final List<Member> lagging = new ArrayList<>();
    private Consumer<Member> writable = member -> {};
    private volatile int size;
    private long lost;

    /** Nobody yet. */
    public SlowConsumers(FanoutConfig config, FanoutMetrics metrics) {
        this.limitNanos = config.slowConsumerLimit().toNanos();
        this.metrics = metrics;
    }

    /** Sets who is told of each session that can be written to again. */
    public void whenWritable(Consumer<Member> told) {
        writable = told;
    }

    /** Notes that a session could not be written to, and has lost messages by it. */
    void skipped(Member member, int messages, long now) {
        lost += messages;
        noted(member, now);
    }

    /** Notes that a session cannot be written to; what it misses it gets later. */
    public void noted(Member member, long now) {
        if (member.startLagging(now)) {
            lagging.add(member);
            size = lagging.size();
        }
    }

    /** Whether nobody lags. */
    public boolean isEmpty() {
        return lagging.isEmpty();
    }

    /** How many lag; may be read on any thread. */
    public int size() {
        return size;
    }

    /** Closes who has been unwritable for too long, and forgets who has caught up. */
    public void sweep(long now) {
        int kept = 0;
        for (int i = 0; i < lagging.size(); i++) {
            Member member = lagging.get(i);
            if (!member.isLagging()) {
                continue;
            }
            if (!member.isInShard() || member.channel().isWritable()) {
                member.stopLagging();
                writable.accept(member);
            } else if (now - member.laggingSinceNanos() >= limitNanos) {
                member.stopLagging();
                member.close(CloseReason.SLOW_CONSUMER);
            } else {
                lagging.set(kept++, member);
            }
        }
        lagging.subList(kept, lagging.size()).clear();
        size = kept;
    }

    /** Adds what was lost since the last call to the counter. */
    void publish() {
        if (lost > 0) {
            metrics.droppedSlow(lost);
            lost = 0;
        }
    }
}
