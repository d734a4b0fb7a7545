package dev.halley.comet.fanout.shared;

import java.time.Duration;

/** The way back to a shard's loop for who has waited elsewhere. */
public interface OnLoop {
    /** Runs it on the loop, as part of a drain, and drains what it brings. Any thread. */
    void resume(Runnable task);

    /** Runs it now, as part of a drain: who leaves meanwhile leaves afterwards. On the loop. */
    void exclusively(Runnable task);

    /** Runs it on the loop, outside of any drain, and drains what it brings. Any thread. */
    void change(Runnable task);

    /** As {@link #change}, after a time. On the loop. */
    void changeAfter(Duration time, Runnable task);
}
