package dev.halley.logic.record;

import dev.halley.logic.kafka.Acknowledgement;
import dev.halley.logic.kafka.AllAcknowledged;
import dev.halley.logic.kafka.AppendFailure;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A push that waits for Kafka: completes when every record of it is acknowledged. */
final class PendingAppend extends CompletableFuture<Long> {
    private final long messageId;
    private final PushMetrics.Meters meters;
    private final long begunNanos;

    PendingAppend(long messageId, PushMetrics.Meters meters) {
        this.messageId = messageId;
        this.meters = meters;
        this.begunNanos = System.nanoTime();
    }

    /** What all of the push's records are to be acknowledged to; to be asked for once. */
    Acknowledgement of(int records) {
        return new AllAcknowledged(records, this::settled);
    }

    private void settled(@Nullable AppendFailure failure) {
        if (failure == null) {
            meters.accepted(System.nanoTime() - begunNanos);
            complete(messageId);
        } else {
            meters.failed(failure.kind().label());
            completeExceptionally(failure.exception());
        }
    }
}
