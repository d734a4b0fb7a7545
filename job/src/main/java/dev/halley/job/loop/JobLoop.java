package dev.halley.job.loop;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs events one after the other, in batches. One thread for all pipelines: what they share (comets,
 * interest) needs no lock, and under load one waking serves many events. The thread is the one that
 * connections to Redis run on. A failing event ends the loop: to go on with a state that may be wrong
 * could commit what was not delivered.
 */
public final class JobLoop implements Executor, AutoCloseable {
    /** The turn ends after this many events, so that sending is not put off for long. */
    private static final int EVENTS_PER_TURN = 256;

    private static final Duration TICK = Duration.ofMillis(50);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final ScheduledExecutorService executor;
    private final Turn turn;
    private final Queue<Runnable> events = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile boolean started;
    private volatile @Nullable Thread thread;
    private volatile boolean running = true;
    private volatile @Nullable Throwable failure;

    /**
     * A loop that is not started yet.
     *
     * @param executor of one thread; it outlives the loop
     */
    public JobLoop(ScheduledExecutorService executor, Turn turn) {
        this.executor = executor;
        this.turn = turn;
    }

    /** Begins to run events, and to have a turn now and then when there are none. */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void start() {
        started = true;
        executor.execute(() -> thread = Thread.currentThread());
        executor.scheduleWithFixedDelay(this::turn, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Has an event run. From any thread; never blocks. After the end of the loop it is dropped. */
    @Override
    public void execute(Runnable event) {
        if (!isAlive()) {
            return;
        }
        events.add(event);
        if (started) {
            wake();
        }
    }

    private void wake() {
        if (due.compareAndSet(false, true)) {
            try {
                executor.execute(this::turn);
            } catch (RejectedExecutionException ended) {
                running = false;
            }
        }
    }

    /** Has an event run later. Only on the loop's own thread. */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void schedule(Duration delay, Runnable event) {
        if (!onLoop()) {
            throw new IllegalStateException("not on the loop: " + Thread.currentThread().getName());
        }
        executor.schedule(() -> execute(event), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private boolean onLoop() {
        return Thread.currentThread() == thread;
    }

    /** Whether it runs, or has not been started yet. */
    public boolean isAlive() {
        return running && failure == null;
    }

    /** Ends the loop after the events it was given so far. Blocks until it has ended. Repeatable. */
    @Override
    public void close() {
        if (!running) {
            return;
        }
        running = false;
        if (!started || onLoop()) {
            return;
        }
        Future<?> ended = executor.submit(() -> run(this::runRest));
        try {
            ended.get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            failure = e;
        }
    }

    private void runRest() {
        for (int left = events.size(); left > 0; left--) {
            events.remove().run();
        }
    }

    private void turn() {
        if (running) {
            run(this::runTurn);
        }
    }

    private void run(Runnable part) {
        if (failure != null) {
            return;
        }
        try {
            part.run();
        } catch (RuntimeException | Error e) {
            failure = e;
            turn.failed(e);
        }
    }

    private void runTurn() {
        turn.begin();
        runEvents();
        turn.end();
        // What came meanwhile has asked for no turn of its own.
        due.set(false);
        if (!events.isEmpty()) {
            wake();
        }
    }

    private void runEvents() {
        for (int i = 0; i < EVENTS_PER_TURN; i++) {
            Runnable event = events.poll();
            if (event == null) {
                return;
            }
            event.run();
        }
    }
}
