package dev.halley.job.bootstrap;

import dev.halley.job.append.AppendActions;
import dev.halley.job.append.AppendRequest;
import dev.halley.job.append.StreamAppends;
import dev.halley.job.claim.ClaimActions;
import dev.halley.job.claim.ClaimRequest;
import dev.halley.job.claim.Claims;
import dev.halley.job.config.JobConfig;
import dev.halley.job.pipeline.Pipelines;
import dev.halley.job.record.LogId;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Places;
import dev.halley.runtime.streams.StreamPolicy;
import java.security.SecureRandom;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/** What comes before routing: places in streams, and claims of what has none. Lives on the loop. */
final class JobPlaces implements AppendActions, ClaimActions {
    private final JobStores stores;
    private final Pipelines pipelines;
    private final BiConsumer<LogId, Runnable> proof;
    private final StreamAppends appends;
    private final Claims claims;
    // Epochs need only be different: one for each request from the source itself would be a cost.
    private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());

    JobPlaces(
            JobConfig config,
            JobStores stores,
            Pipelines pipelines,
            BiConsumer<LogId, Runnable> proof,
            JobMetrics metrics) {
        this.proof = proof;
        this.stores = stores;
        this.pipelines = pipelines;
        appends =
                new StreamAppends(
                        JobSettings.appends(config),
                        new StreamPolicy(config.streams()),
                        this,
                        () -> 1 + random.nextInt(Integer.MAX_VALUE),
                        metrics::append);
        claims = new Claims(JobSettings.claims(), this, metrics::claim);
    }

    StreamAppends appends() {
        return appends;
    }

    Claims claims() {
        return claims;
    }

    void settle(long monotonicNanos, long wallMillis) {
        appends.settle(monotonicNanos, wallMillis);
        claims.settle(monotonicNanos, wallMillis);
    }

    void givenBack(LogId log) {
        appends.givenBack(log);
        claims.givenBack(log);
    }

    @Override
    public void append(List<AppendRequest> requests) {
        stores.appends().append(requests);
    }

    // Several masters keep no order among them.
    @Override
    public void asked(PendingRecord record) {
        if (stores.keepOrder()) {
            pipelines.appending(record);
        }
    }

    @Override
    public void prove(LogId log, String master) {
        proof.accept(log, () -> appends.proved(log, master));
    }

    @Override
    public void appended(PendingRecord record, Places places) {
        pipelines.appended(record, places);
    }

    @Override
    public void claim(List<ClaimRequest> requests) {
        stores.claims().claim(requests);
    }

    @Override
    public void claimed(PendingRecord record, boolean first) {
        pipelines.claimed(record, first);
    }
}
