package dev.halley.comet.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a bounded number of calls go at once; the others wait their turn, those for holes before all
 * others. A call that failed pauses, in its place, and goes again. Its patience counts from the moment
 * of asking: it ends for who waits for a turn, and for a call without an answer. Any thread.
 */
final class CallGate {
    private final HistoryBounds bounds;
    private final HistoryMetrics metrics;
    private final ScheduledExecutorService scheduler;
    private final Deque<Attempts<?>> holes = new ArrayDeque<>();
    private final Deque<Attempts<?>> others = new ArrayDeque<>();
    private int running;
    private boolean looksForOverdue;

    CallGate(HistoryBounds bounds, HistoryMetrics metrics, ScheduledExecutorService scheduler) {
        this.bounds = bounds;
        this.metrics = metrics;
        this.scheduler = scheduler;
    }

    /**
     * Calls now or later.
     *
     * @param hole whether messages wait behind what is read, or sessions at a room's door
     * @param done told of the reply; null: given up
     */
    <R> void call(boolean hole, Supplier<CompletionStage<R>> call, Consumer<@Nullable R> done) {
        long patience = (hole ? bounds.patience() : bounds.catchUpPatience()).toNanos();
        Attempts<R> attempts = new Attempts<>(call, done, patience);
        switch (admit(hole ? holes : others, attempts)) {
            case GO -> attempts.run();
            case WAIT -> {
                // Its turn comes, or its patience ends.
            }
            case REFUSED -> {
                metrics.refused();
                done.accept(null);
            }
        }
    }

    private synchronized Admission admit(Deque<Attempts<?>> waiting, Attempts<?> attempts) {
        if (running < bounds.maxCalls()) {
            running++;
            return Admission.GO;
        }
        if (waiting.size() >= bounds.maxWaiting()) {
            return Admission.REFUSED;
        }
        waiting.add(attempts);
        if (!looksForOverdue) {
            looksForOverdue = true;
            afterPause(this::giveUpOverdue);
        }
        return Admission.WAIT;
    }

    private void ended() {
        List<Attempts<?>> overdue = new ArrayList<>();
        Attempts<?> next = next(overdue);
        if (next != null) {
            next.run();
        }
        overdue.forEach(Attempts::giveUp);
    }

    private synchronized @Nullable Attempts<?> next(List<Attempts<?>> overdue) {
        takeOverdue(holes, overdue);
        takeOverdue(others, overdue);
        Attempts<?> next = holes.isEmpty() ? others.poll() : holes.poll();
        if (next == null) {
            running--;
        }
        return next;
    }

    private void giveUpOverdue() {
        takeOverdue().forEach(Attempts::giveUp);
    }

    private synchronized List<Attempts<?>> takeOverdue() {
        List<Attempts<?>> overdue = new ArrayList<>();
        takeOverdue(holes, overdue);
        takeOverdue(others, overdue);
        looksForOverdue = !holes.isEmpty() || !others.isEmpty();
        if (looksForOverdue) {
            afterPause(this::giveUpOverdue);
        }
        return overdue;
    }

    // All in a queue have the same patience: who asked first is overdue first.
    private static void takeOverdue(Deque<Attempts<?>> waiting, List<Attempts<?>> overdue) {
        while (!waiting.isEmpty() && waiting.element().leftNanos() <= 0) {
            overdue.add(waiting.remove());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
    private void afterPause(Runnable work) {
        try {
            scheduler.schedule(work, bounds.pause().toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The node ends, and its sessions with it.
        }
    }

    private enum Admission {
        GO,
        WAIT,
        REFUSED
    }

    private final class Attempts<R> implements Runnable {
        private final Supplier<CompletionStage<R>> call;
        private final Consumer<@Nullable R> done;
        private final long untilNanos;

        Attempts(
                Supplier<CompletionStage<R>> call, Consumer<@Nullable R> done, long patienceNanos) {
            this.call = call;
            this.done = done;
            this.untilNanos = System.nanoTime() + patienceNanos;
        }

        long leftNanos() {
            return untilNanos - System.nanoTime();
        }

        @Override
        public void run() {
            CompletionStage<R> inTime =
                    call.get()
                            .toCompletableFuture()
                            .orTimeout(Math.max(1, leftNanos()), TimeUnit.NANOSECONDS);
            inTime.whenComplete(this::answered);
        }

        private void answered(@Nullable R reply, @Nullable Throwable failure) {
            boolean patient = leftNanos() > bounds.pause().toNanos();
            if (failure != null && patient && !isRefusal(failure)) {
                metrics.retried();
                afterPause(this);
                return;
            }
            try {
                if (failure == null) {
                    done.accept(reply);
                } else {
                    giveUp();
                }
            } finally {
                ended();
            }
        }

        void giveUp() {
            metrics.givenUp();
            done.accept(null);
        }

        private static boolean isRefusal(Throwable failure) {
            return failure instanceof HistoryRefused
                    || failure.getCause() instanceof HistoryRefused;
        }
    }
}
