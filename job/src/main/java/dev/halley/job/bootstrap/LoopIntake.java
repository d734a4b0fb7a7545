package dev.halley.job.bootstrap;

import dev.halley.job.consume.Intake;
import dev.halley.job.consume.OwnedPartition;
import dev.halley.job.loop.JobLoop;
import dev.halley.job.pipeline.Pipelines;
import dev.halley.job.record.LogId;
import dev.halley.job.record.PolledRecord;
import dev.halley.job.record.Position;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Carries what the consumer reads over to the loop: one batch at a time, so that what is between the
 * two threads is bounded by what one poll returns.
 */
final class LoopIntake implements Intake {
    private static final long CHECK_MS = 100;

    private final JobLoop loop;
    private final Pipelines pipelines;
    private final Semaphore free = new Semaphore(1);
    private final Map<LogId, OwnedPartition> owned = new HashMap<>();
    private final Map<LogId, CompletableFuture<Void>> draining = new HashMap<>();

    LoopIntake(JobLoop loop, Pipelines pipelines) {
        this.loop = loop;
        this.pipelines = pipelines;
    }

    @Override
    public void assigned(OwnedPartition partition) {
        loop.execute(
                () -> {
                    owned.put(partition.log(), partition);
                    pipelines.assigned(partition.log(), partition.ownerEpoch());
                });
    }

    @Override
    public void polled(Map<LogId, List<PolledRecord>> records) throws InterruptedException {
        while (!free.tryAcquire(CHECK_MS, TimeUnit.MILLISECONDS)) {
            if (!loop.isAlive()) {
                throw new InterruptedException("the loop has ended");
            }
        }
        loop.execute(
                () -> {
                    free.release();
                    records.forEach(pipelines::polled);
                });
    }

    @Override
    public Future<?> drain(Collection<LogId> logs) {
        Map<LogId, CompletableFuture<Void>> done = new HashMap<>();
        logs.forEach(log -> done.put(log, new CompletableFuture<>()));
        loop.execute(
                () -> {
                    draining.putAll(done);
                    logs.forEach(pipelines::drain);
                });
        return CompletableFuture.allOf(done.values().toArray(CompletableFuture<?>[]::new));
    }

    @Override
    public void dropped(Collection<LogId> logs) {
        loop.execute(
                () -> {
                    logs.forEach(pipelines::dropped);
                    logs.forEach(owned::remove);
                    logs.forEach(draining::remove);
                });
    }

    @Override
    public void ownershipProved(LogId log) {
        loop.execute(() -> pipelines.ownershipProved(log));
    }

    /** Everything before this position is finished. On the loop. */
    void committable(LogId log, Position next) {
        OwnedPartition partition = owned.get(log);
        if (partition != null) {
            partition.committable(next);
        }
    }

    /** Hands on up to where each partition is committed. On the loop. */
    void committed(BiConsumer<LogId, Position> receiver) {
        owned.forEach((log, partition) -> receiver.accept(log, partition.committed()));
    }

    /** Nothing of this partition is on its way any more. On the loop. */
    void drained(LogId log) {
        CompletableFuture<Void> done = draining.remove(log);
        if (done != null) {
            done.complete(null);
        }
    }
}
