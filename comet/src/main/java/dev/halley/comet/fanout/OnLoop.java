package dev.halley.comet.fanout;

/** The way back to a shard's loop for who has waited elsewhere. */
interface OnLoop {
    /** Runs it on the loop, and drains what it brings. Any thread. */
    void resume(Runnable task);
}
