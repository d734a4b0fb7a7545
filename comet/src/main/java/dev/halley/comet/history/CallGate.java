package dev.halley.comet.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a bounded number of calls go at once; the others wait their turn. A call that failed pauses,
 * in its place, and goes again until its patience ends. Any thread.
 */
final class CallGate {
    private final HistoryBounds bounds;
    private final HistoryMetrics metrics;
    private final ScheduledExecutorService scheduler;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int running;

    CallGate(HistoryBounds bounds, HistoryMetrics metrics, ScheduledExecutorService scheduler) {
        this.bounds = bounds;
        this.metrics = metrics;
        this.scheduler = scheduler;
    }

    /**
     * Calls now or later.
     *
     * @param done told of the reply; null: given up
     */
    <R> void call(Supplier<CompletionStage<R>> call, Consumer<@Nullable R> done) {
        Attempts<R> attempts = new Attempts<>(call, done);
        switch (admit(attempts)) {
            case GO -> attempts.run();
            case WAIT -> {
                // Its turn comes.
            }
            case REFUSED -> {
                metrics.refused();
                done.accept(null);
            }
        }
    }

    private synchronized Admission admit(Runnable attempts) {
        if (running < bounds.maxCalls()) {
            running++;
            return Admission.GO;
        }
        if (waiting.size() >= bounds.maxWaiting()) {
            return Admission.REFUSED;
        }
        waiting.add(attempts);
        return Admission.WAIT;
    }

    private void ended() {
        Runnable next = next();
        if (next != null) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting.poll();
        if (next == null) {
            running--;
        }
        return next;
    }

    private enum Admission {
        GO,
        WAIT,
        REFUSED
    }

    private final class Attempts<R> implements Runnable {
        private final Supplier<CompletionStage<R>> call;
        private final Consumer<@Nullable R> done;
        private final long sinceNanos = System.nanoTime();

        Attempts(Supplier<CompletionStage<R>> call, Consumer<@Nullable R> done) {
            this.call = call;
            this.done = done;
        }

        @Override
        public void run() {
            call.get().whenComplete(this::answered);
        }

        private void answered(@Nullable R reply, @Nullable Throwable failure) {
            boolean patient =
                    System.nanoTime() - sinceNanos + bounds.pause().toNanos()
                            < bounds.patience().toNanos();
            if (failure != null && patient && !isRefusal(failure)) {
                metrics.retried();
                later();
                return;
            }
            if (failure != null) {
                metrics.givenUp();
            }
            try {
                done.accept(failure == null ? reply : null);
            } finally {
                ended();
            }
        }

        private static boolean isRefusal(Throwable failure) {
            return failure instanceof HistoryRefused
                    || failure.getCause() instanceof HistoryRefused;
        }

        @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
        private void later() {
            scheduler.schedule(this, bounds.pause().toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
