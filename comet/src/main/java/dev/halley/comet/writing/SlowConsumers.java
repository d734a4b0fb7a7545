package dev.halley.comet.writing;

import dev.halley.comet.members.Member;
import dev.halley.wire.CloseReason;
import java.util.ArrayList;
import java.util.List;

/**
 * Sessions of one shard that do not read what they are sent. What is written to a session is bounded
 * by its channel's high water mark: above it the session is skipped, which loses the messages and
 * counts them. One that stays unwritable past the limit is closed.
 */
public final class SlowConsumers {
    private final long limitNanos;
    private final FanoutMetrics metrics;
    private final List<Member> lagging = new ArrayList<>();
    private volatile int size;
    private long lost;

    /** Nobody yet. */
    public SlowConsumers(FanoutConfig config, FanoutMetrics metrics) {
        this.limitNanos = config.slowConsumerLimit().toNanos();
        this.metrics = metrics;
    }

    /** Notes that a session could not be written to. */
    void skipped(Member member, int messages, long now) {
        lost += messages;
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
