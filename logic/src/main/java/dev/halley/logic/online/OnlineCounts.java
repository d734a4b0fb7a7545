package dev.halley.logic.online;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Counts of everyone online, added up once for each snapshot of the store. Thread-safe; the caller
 * never waits and never adds up: that is done on the executor, one sum at a time.
 */
public final class OnlineCounts {
    private final String app;
    private final OnlineStore store;
    private final Executor executor;
    private @Nullable OnlineSnapshot summed;
    private CompletableFuture<Occupancy> sum = CompletableFuture.completedFuture(Occupancy.EMPTY);

    /** Counts of one app; adding up 100,000 rooms takes some ten milliseconds of the executor. */
    public OnlineCounts(String app, OnlineStore store, Executor executor) {
        this.app = app;
        this.store = store;
        this.executor = executor;
    }

    /**
     * Who is online, at most some seconds old. Fails with {@link
     * dev.halley.logic.errors.UnavailableException} when Redis is away.
     */
    public CompletionStage<Occupancy> now() {
        return store.snapshot(app).thenCompose(this::sumOf);
    }

    // The store shares one snapshot between callers, so its identity says whether it is a new one.
    @SuppressWarnings("ReferenceEquality")
    private synchronized CompletionStage<Occupancy> sumOf(OnlineSnapshot snapshot) {
        if (summed != snapshot) {
            summed = snapshot;
            sum = CompletableFuture.supplyAsync(() -> Occupancy.of(snapshot), executor);
        }
        return sum;
    }
}
