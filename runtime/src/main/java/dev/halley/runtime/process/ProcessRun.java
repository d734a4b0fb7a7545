package dev.halley.runtime.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process does from its start to its end. SIGTERM and SIGINT, at any time, end it in order
 * and with exit code 0; the JVM by itself would run its hooks and exit with 143 or 130. Used once.
 */
public final class ProcessRun {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessRun.class);
    // A start that does not heed its interruption must not hold up the end.
    private static final int START_LIMIT_S = 5;

    private final CountDownLatch started = new CountDownLatch(1);
    private volatile boolean ending;
    private volatile int code;

    /**
     * Starts, on the calling thread, and returns when that is done. A signal before that interrupts
     * the start and waits for it, at most 5 s.
     *
     * @param start what may take long and may fail
     * @param stop run once when the process ends, also after a start that was interrupted, but not
     *     after one that failed
     * @throws RuntimeException what the start threw, if no signal came
     */
    public void start(Runnable start, Runnable stop) {
        Thread starter = Thread.currentThread();
        Thread hook =
                new Thread(() -> Runtime.getRuntime().halt(end(starter, stop)), "process-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            start.run();
        } catch (RuntimeException e) {
            if (isEnding(hook)) {
                started.countDown();
                await();
            }
            throw e;
        }
        started.countDown();
    }

    /** Ends the process in order, with exit code 1, because of this, for people. Does not block. */
    public void fail(String message) {
        System.err.println(message);
        code = 1;
        new Thread(() -> System.exit(1), "process-fail").start();
    }

    /** Blocks until the process ends. */
    public static int await() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                LOG.atDebug().log("interrupted while the process ends");
            }
        }
    }

    private boolean isEnding(Thread hook) {
        try {
            return ending || !Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private int end(Thread starter, Runnable stop) {
        ending = true;
        try {
            if (started.getCount() > 0) {
                starter.interrupt();
                if (!started.await(START_LIMIT_S, TimeUnit.SECONDS)) {
                    LOG.atWarn().log("start does not end, the process does");
                    return code;
                }
            }
            stop.run();
            return code;
        } catch (RuntimeException | InterruptedException e) {
            LOG.atError().setCause(e).log("stop failed");
            return 1;
        }
    }
}
