package dev.halley.comet.fanout.inbox;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a record handed to the shards is waited for by. It is finished when every shard concerned
 * has dealt with every part of it. Any thread.
 */
public abstract class Receipt {
    // One hold belongs to the dispatch itself, so that a quick shard cannot finish a record of
    // which
    // other shards have not heard yet.
    private final AtomicInteger holds = new AtomicInteger(1);
    private final AtomicLong sessionsDone = new AtomicLong();

    /** For subclasses. */
    protected Receipt() {}

    /**
     * All of the record is written or dealt with by the slow consumer policy. Called once, on the
     * loop of the last shard or on the thread that dispatched; must not block.
     */
    protected abstract void finished();

    /**
     * A paced broadcast has come further. Called on event loops, about once a second; must not
     * block.
     */
    protected abstract void progressed(long sessionsDone);

    /** One more shard, or session, has a part of the record. Does not block. */
    public final void hold() {
        holds.incrementAndGet();
    }

    /** Whoever held it has dealt with its part; the last one finishes it. Does not block. */
    public final void release() {
        if (holds.decrementAndGet() == 0) {
            finished();
        }
    }

    /** So many more sessions have got a paced broadcast. Does not block. */
    public final void progress(int sessions) {
        progressed(sessionsDone.addAndGet(sessions));
    }
}
