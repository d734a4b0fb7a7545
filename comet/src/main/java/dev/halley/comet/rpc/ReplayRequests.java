package dev.halley.comet.rpc;

import dev.halley.comet.contract.CometFrames;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays of the node's routes that jobs have asked for. A job holds its lookups until we answer,
 * and would take everyone here for offline if it went on without: so a replay that fails, because
 * Redis or logic is away again, is tried until it succeeds, the job asks anew, or its stream ends.
 * Delivery executor.
 */
final class ReplayRequests {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayRequests.class);
    private static final long FIRST_RETRY_MS = 100;
    private static final long LAST_RETRY_MS = 1_000;

    private final EventExecutor executor;
    private final RouteReplay replay;
    private final DeliveryMetrics metrics;
    private final Map<JobStream, String> asked = new HashMap<>();

    ReplayRequests(DeliveryParts parts) {
        this.executor = parts.executor();
        this.replay = parts.replay();
        this.metrics = parts.metrics();
    }

    void ask(JobStream stream, String incarnation) {
        metrics.replay();
        asked.put(stream, incarnation);
        attempt(stream, incarnation, FIRST_RETRY_MS);
    }

    void ended(JobStream stream) {
        asked.remove(stream);
    }

    private void attempt(JobStream stream, String incarnation, long retryMs) {
        if (incarnation.equals(asked.get(stream))) {
            replay.replayAll()
                    .whenComplete(
                            (done, failure) ->
                                    later(
                                            () -> attempted(stream, incarnation, failure, retryMs),
                                            0));
        }
    }

    private void attempted(
            JobStream stream, String incarnation, @Nullable Throwable failure, long retryMs) {
        if (failure == null) {
            if (asked.remove(stream, incarnation)) {
                stream.send(CometFrames.routesReplayed(incarnation));
            }
            return;
        }
        metrics.replayFailed();
        LOG.atWarn()
                .addKeyValue("reason", String.valueOf(failure.getMessage()))
                .log("routes could not be replayed, trying again");
        long next = Math.min(LAST_RETRY_MS, retryMs * 2);
        later(() -> attempt(stream, incarnation, next), retryMs);
    }

    private void later(Runnable task, long delayMs) {
        try {
            Future<?> unused = executor.schedule(task, delayMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("delivery executor has stopped");
        }
    }
}
