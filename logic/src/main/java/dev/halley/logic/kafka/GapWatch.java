package dev.halley.logic.kafka;

import java.util.concurrent.locks.LockSupport;

/** The thread that lets leave what {@link Gathering} has held to the end of a gap. */
final class GapWatch implements AutoCloseable {
    private final Gathering<?> gathering;
    private final Thread thread;
    private volatile boolean running = true;

    /** Begins to watch. */
    GapWatch(String name, Gathering<?> gathering) {
        this.gathering = gathering;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Looks at it now. From any thread. */
    void look() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (running) {
            long wait = gathering.watch(System.nanoTime());
            if (wait == Gathering.NOTHING) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, wait);
            }
        }
    }

    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
    }
}
