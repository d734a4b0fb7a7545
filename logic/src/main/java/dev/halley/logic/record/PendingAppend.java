package dev.halley.logic.record;

import dev.halley.logic.kafka.Acknowledgement;
import dev.halley.logic.kafka.AppendFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A push that waits for Kafka: completes when every record of it is acknowledged. */
final class PendingAppend extends CompletableFuture<Long> implements Acknowledgement {
    private final long messageId;
    private final PushMetrics.Meters meters;
    private final long begunNanos;
    private final AtomicInteger left;
    private volatile @Nullable AppendFailure failure;

    PendingAppend(long messageId, int records, PushMetrics.Meters meters) {
        this.messageId = messageId;
        this.left = new AtomicInteger(records);
        this.meters = meters;
        this.begunNanos = System.nanoTime();
    }

    @Override
    public void acknowledged() {
        settle();
    }

    @Override
    public void failed(AppendFailure why) {
        failure = why;
        settle();
    }

    // Settled only with the last record: a failure is then counted once, and the caller who tries
    // again does not race with the rest of the first try.
    private void settle() {
        if (left.decrementAndGet() > 0) {
            return;
        }
        AppendFailure why = failure;
        if (why == null) {
            meters.accepted(System.nanoTime() - begunNanos);
            complete(messageId);
        } else {
            meters.failed(why.kind().label());
            completeExceptionally(why.exception());
        }
    }
}
