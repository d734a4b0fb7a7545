package dev.halley.logic.bootstrap;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls regularly, on a thread of its own. */
final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final long PERIOD_MS = 50;
    private static final int PER_SECOND = 20;

    private final Tick tick;
    private final ScheduledExecutorService timer;
    private int count;

    Ticker(String name, Tick tick) {
        this.tick = tick;
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, name);
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    void start() {
        timer.scheduleWithFixedDelay(this::run, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            tick.tick(System.nanoTime(), count++ % PER_SECOND == 0);
        } catch (RuntimeException e) {
            // Thrown further, it would end the ticking.
            LOG.atError().setCause(e).log("tick failed");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** What is called. */
    interface Tick {
        void tick(long nowNanos, boolean everySecond);
    }
}
