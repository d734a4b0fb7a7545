package dev.halley.logic.streams;

import static java.util.Objects.requireNonNull;

import dev.halley.logic.errors.UnavailableException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a bounded number of pages be read at once: each may hold a megabyte. The others wait their
 * turn, a bounded number for a bounded time; past either they fail, and may be asked for again.
 * Thread-safe; never blocks.
 */
final class PageGate {
    private final Bounds bounds;
    private final LongSupplier nanoClock;
    private final StreamMetrics metrics;
    private final Deque<Turn<?>> waiting = new ArrayDeque<>();
    // Above 0 while a thread lets turns in: what ends meanwhile leaves the next turn to it, so that
    // reads which fail at once do not pile up on one stack.
    private final AtomicInteger letting = new AtomicInteger();
    private int reading;

    PageGate(Bounds bounds, LongSupplier nanoClock, StreamMetrics metrics) {
        this.bounds = requireNonNull(bounds, "bounds");
        this.nanoClock = requireNonNull(nanoClock, "nanoClock");
        this.metrics = requireNonNull(metrics, "metrics");
        metrics.waiting(this::waiting);
    }

    /** Reads now or later; fails with {@link UnavailableException} when its turn does not come. */
    <T> CompletionStage<T> read(Supplier<CompletionStage<T>> page) {
        Turn<T> turn = new Turn<>(page, nanoClock.getAsLong());
        if (queued(turn)) {
            letIn();
        } else {
            metrics.refusedFull();
            turn.refuse("too many pages of streams are asked for at once");
        }
        return turn.answer;
    }

    private synchronized boolean queued(Turn<?> turn) {
        return waiting.size() < bounds.waiting() && waiting.add(turn);
    }

    private void letIn() {
        if (letting.getAndIncrement() > 0) {
            return;
        }
        do {
            for (Turn<?> turn = next(); turn != null; turn = next()) {
                begin(turn);
            }
        } while (letting.decrementAndGet() > 0);
    }

    private synchronized @Nullable Turn<?> next() {
        Turn<?> turn = reading < bounds.reading() ? waiting.poll() : null;
        if (turn != null) {
            reading++;
        }
        return turn;
    }

    private void begin(Turn<?> turn) {
        if (nanoClock.getAsLong() - turn.sinceNanos > bounds.patienceNanos()) {
            metrics.refusedLate();
            turn.refuse("pages of streams are asked for faster than redis gives them");
            ended();
            return;
        }
        turn.begin(this::ended);
    }

    private void ended() {
        synchronized (this) {
            reading--;
        }
        letIn();
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /**
     * How much is let in.
     *
     * @param reading pages that are read at once
     * @param waiting pages that wait
     * @param patienceNanos how long a page may wait
     */
    record Bounds(int reading, int waiting, long patienceNanos) {}

    private static final class Turn<T> {
        private final Supplier<CompletionStage<T>> page;
        private final long sinceNanos;
        private final CompletableFuture<T> answer = new CompletableFuture<>();

        Turn(Supplier<CompletionStage<T>> page, long sinceNanos) {
            this.page = page;
            this.sinceNanos = sinceNanos;
        }

        void refuse(String why) {
            answer.completeExceptionally(new UnavailableException("logic", why));
        }

        void begin(Runnable whenEnded) {
            CompletionStage<T> stage;
            try {
                stage = page.get();
            } catch (RuntimeException e) {
                stage = CompletableFuture.failedFuture(e);
            }
            stage.whenComplete(
                    (value, failure) -> {
                        whenEnded.run();
                        if (failure == null) {
                            answer.complete(value);
                        } else {
                            answer.completeExceptionally(failure);
                        }
                    });
        }
    }
}
