package dev.halley.comet.upstream;

import dev.halley.api.logic.DisconnectRequest;
import dev.halley.api.logic.Registration;
import dev.halley.comet.upstream.calls.CometIdentity;
import dev.halley.comet.upstream.calls.LogicCalls;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells logic which sessions ended, in batches, one call at a time; what fails is sent again. Bounded:
 * past the bound the oldest are forgotten, counted, and their routes expire by themselves.
 *
 * <p>Thread-safe; nothing blocks.
 */
public final class Disconnects {
    private static final int BATCH = 1000;
    private static final long RETRY_MS = 500;

    private final CometIdentity identity;
    private final LogicCalls calls;
    private final UpstreamMetrics metrics;
    private final ScheduledExecutorService scheduler;
    private final int bound;
    private final Deque<Registration> waiting = new ArrayDeque<>();
    private boolean calling;
    private boolean failing;

    /**
     * Nothing to tell yet.
     *
     * @param scheduler where calls are made and repeated
     * @param bound how many may wait
     */
    public Disconnects(
            CometIdentity identity,
            LogicCalls calls,
            UpstreamMetrics metrics,
            ScheduledExecutorService scheduler,
            int bound) {
        this.identity = identity;
        this.calls = calls;
        this.metrics = metrics;
        this.scheduler = scheduler;
        this.bound = bound;
    }

    /** A session ended. */
    public void add(Registration session) {
        boolean start;
        synchronized (this) {
            waiting.addLast(session);
            if (waiting.size() > bound) {
                waiting.removeFirst();
                metrics.disconnectDropped();
            }
            start = !calling;
            calling = true;
        }
        if (start) {
            later(scheduler);
        }
    }

    /** How many logic does not know of yet, those on their way included. */
    public synchronized int waiting() {
        return waiting.size() + (calling ? 1 : 0);
    }

    /** Whether the last call failed: logic is away. */
    public synchronized boolean failing() {
        return failing;
    }

    private synchronized void failing(boolean failed) {
        failing = failed;
    }

    private void later(Executor executor) {
        executor.execute(this::call);
    }

    private void call() {
        List<Registration> batch = take();
        if (batch.isEmpty()) {
            return;
        }
        calls.disconnect(
                        DisconnectRequest.newBuilder()
                                .setSchemaVersion(CometIdentity.SCHEMA_VERSION)
                                .setApp(identity.app())
                                .setInstance(identity.instance())
                                .addAllSessions(batch)
                                .build())
                .whenComplete((reply, failure) -> answered(batch, failure != null));
    }

    private synchronized List<Registration> take() {
        List<Registration> batch = new ArrayList<>(Math.min(BATCH, waiting.size()));
        while (batch.size() < BATCH && !waiting.isEmpty()) {
            batch.add(waiting.removeFirst());
        }
        calling = !batch.isEmpty();
        return batch;
    }

    private void answered(List<Registration> batch, boolean failed) {
        failing(failed);
        if (!failed) {
            later(scheduler);
            return;
        }
        metrics.disconnectRetried();
        putBack(batch);
        Future<?> unused = scheduler.schedule(this::call, RETRY_MS, TimeUnit.MILLISECONDS);
    }

    private synchronized void putBack(List<Registration> batch) {
        for (int i = batch.size() - 1; i >= 0; i--) {
            if (waiting.size() < bound) {
                waiting.addFirst(batch.get(i));
            } else {
                metrics.disconnectDropped();
            }
        }
    }
}
