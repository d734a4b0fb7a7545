package dev.halley.job.loop;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs events one after the other, in batches. One thread for all pipelines: what they
 * share (comets, interest) needs no lock, and under load one waking serves many events. A failing
 * event ends the loop: to go on with a state that may be wrong could commit what was not delivered.
 */
public final class JobLoop implements Executor, AutoCloseable {
    /** The turn ends after this many events, so that sending is not put off for long. */
    private static final int EVENTS_PER_TURN = 256;

    private static final long TICK_NANOS = Duration.ofMillis(50).toNanos();

    private final Turn turn;
    private final Thread thread;
    private final Queue<Runnable> events = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Delayed> delayed =
            new PriorityQueue<>(Comparator.comparingLong(Delayed::dueNanos));
    private final long startNanos = System.nanoTime();
    private volatile boolean parked;
    private volatile boolean running = true;
    private volatile @Nullable Throwable failure;

    /** A loop that is not started yet. */
    public JobLoop(String name, Turn turn) {
        this.turn = turn;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Begins to run events. */
    public void start() {
        thread.start();
    }

    /** Has an event run. From any thread; never blocks. After the end of the loop it is dropped. */
    @Override
    public void execute(Runnable event) {
        events.add(event);
        if (parked) {
            LockSupport.unpark(thread);
        }
    }

    /** Has an event run later. Only on the loop's own thread. */
    public void schedule(Duration delay, Runnable event) {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("not on the loop: " + Thread.currentThread().getName());
        }
        delayed.add(new Delayed(elapsedNanos() + delay.toNanos(), event));
    }

    /** Whether it runs, or has not been started yet. */
    public boolean isAlive() {
        return running && failure == null;
    }

    /** Ends the loop after the events it was given so far. Blocks until it has ended. Repeatable. */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long elapsedNanos() {
        return System.nanoTime() - startNanos;
    }

    private void run() {
        try {
            while (running) {
                turn.begin();
                runEvents();
                runDue();
                turn.end();
                park();
            }
            for (int left = events.size(); left > 0; left--) {
                events.remove().run();
            }
        } catch (RuntimeException | Error e) {
            failure = e;
            turn.failed(e);
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

    private void runDue() {
        for (Delayed next = delayed.peek();
                next != null && next.dueNanos() <= elapsedNanos();
                next = delayed.peek()) {
            delayed.remove();
            next.event().run();
        }
    }

    private void park() {
        parked = true;
        if (events.isEmpty() && running) {
            Delayed next = delayed.peek();
            long nanos = next == null ? TICK_NANOS : next.dueNanos() - elapsedNanos();
            LockSupport.parkNanos(this, Math.max(1, Math.min(TICK_NANOS, nanos)));
        }
        parked = false;
    }

    private record Delayed(long dueNanos, Runnable event) {}
}
