package dev.halley.comet.upstream;

import dev.halley.api.logic.ReceiveRequest;
import dev.halley.api.logic.Upstream;
import dev.halley.comet.upstream.calls.CometIdentity;
import dev.halley.comet.upstream.calls.LogicCalls;
import io.grpc.Status;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one event loop's clients on their way to logic: in order, in batches, one call at a
 * time. A batch that fails is sent again until its patience is over, then dropped and counted.
 * Bounded by bytes: whoever offers past the bound has to wait, see {@link #offer}.
 *
 * <p>Belongs to its loop.
 */
public final class ReceiveLane {
    private static final long FIRST_RETRY_MS = 100;
    private static final long LAST_RETRY_MS = 2000;

    private final CometIdentity identity;
    private final LogicCalls calls;
    private final UpstreamMetrics metrics;
    private final ReceiveBounds bounds;
    private final EventExecutor loop;
    private final LongSupplier nanos = System::nanoTime;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final Deque<Runnable> paused = new ArrayDeque<>();
    private long bytes;
    private boolean calling;

    /** An empty lane of this loop. */
    public ReceiveLane(
            CometIdentity identity,
            LogicCalls calls,
            UpstreamMetrics metrics,
            ReceiveBounds bounds,
            EventExecutor loop) {
        this.identity = identity;
        this.calls = calls;
        this.metrics = metrics;
        this.bounds = bounds;
        this.loop = loop;
    }

    /**
     * Takes a message.
     *
     * @param accepted runs on the loop when Kafka has the message; never when it was given up
     * @return false when the lane is full with it: the sender must offer nothing more until {@link
     *     #whenRoom} calls it back
     */
    public boolean offer(Upstream message, Runnable accepted) {
        int size = message.getSerializedSize();
        queue.addLast(new Waiting(message, size, accepted, nanos.getAsLong()));
        bytes += size;
        if (!calling) {
            call();
        }
        return bytes <= bounds.queueBytes();
    }

    /** Runs this once, on the loop, when half of the bound is free. */
    public void whenRoom(Runnable then) {
        metrics.receivePaused();
        paused.addLast(then);
    }

    private void call() {
        if (queue.isEmpty()) {
            return;
        }
        calling = true;
        List<Waiting> batch = new ArrayList<>(Math.min(bounds.batch(), queue.size()));
        while (batch.size() < bounds.batch() && !queue.isEmpty()) {
            batch.add(queue.removeFirst());
        }
        send(batch, FIRST_RETRY_MS);
    }

    private void send(List<Waiting> batch, long retryMs) {
        ReceiveRequest.Builder request =
                ReceiveRequest.newBuilder()
                        .setSchemaVersion(CometIdentity.SCHEMA_VERSION)
                        .setApp(identity.app())
                        .setInstance(identity.instance());
        batch.forEach(waiting -> request.addMessages(waiting.message));
        calls.receive(request.build())
                .whenComplete(
                        (reply, failure) -> loop.execute(() -> answered(batch, failure, retryMs)));
    }

    private void answered(List<Waiting> batch, @Nullable Throwable failure, long retryMs) {
        if (failure == null) {
            metrics.received(batch.size());
            done(batch);
            batch.forEach(waiting -> waiting.accepted.run());
        } else if (mayRetry(failure) && hasPatience(batch)) {
            metrics.receiveRetried();
            Future<?> unused =
                    loop.schedule(
                            () -> send(batch, Math.min(LAST_RETRY_MS, 2 * retryMs)),
                            retryMs,
                            TimeUnit.MILLISECONDS);
        } else {
            metrics.receiveDropped(batch.size());
            done(batch);
        }
    }

    private void done(List<Waiting> batch) {
        batch.forEach(waiting -> bytes -= waiting.size);
        calling = false;
        call();
        while (bytes <= bounds.queueBytes() / 2 && !paused.isEmpty()) {
            paused.removeFirst().run();
        }
    }

    private boolean hasPatience(List<Waiting> batch) {
        return nanos.getAsLong() - batch.get(0).sinceNanos < bounds.patience().toNanos();
    }

    private static boolean mayRetry(Throwable failure) {
        return switch (Status.fromThrowable(failure).getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, CANCELLED -> true;
            default -> false;
        };
    }

    private record Waiting(Upstream message, int size, Runnable accepted, long sinceNanos) {}
}
