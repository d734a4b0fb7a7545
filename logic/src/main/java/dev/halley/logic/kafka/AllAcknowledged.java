package dev.halley.logic.kafka;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The acknowledgement of several records that count as one. It settles with the last of them, also
 * when one has failed before: a failure is then told once, and a caller who tries again does not
 * race with the rest of the first try. Any thread.
 */
public final class AllAcknowledged implements Acknowledgement {
    private final AtomicInteger left;
    private final Consumer<@Nullable AppendFailure> settled;
    private volatile @Nullable AppendFailure failure;

    /**
     * Waits for this many.
     *
     * @param records 1 or more
     * @param settled told once, on the thread of the last acknowledgement; null: Kafka has them all
     */
    public AllAcknowledged(int records, Consumer<@Nullable AppendFailure> settled) {
        this.left = new AtomicInteger(records);
        this.settled = settled;
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

    private void settle() {
        if (left.decrementAndGet() == 0) {
            settled.accept(failure);
        }
    }
}
