package dev.halley.logic.ids;

import static java.util.Objects.requireNonNull;

import dev.halley.logic.ids.WorkerIds.Answer;
import dev.halley.logic.ids.WorkerIds.Leased;
import dev.halley.logic.ids.WorkerIds.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the worker number of this instance: asks for one until it gets one, renews it, and asks for
 * another when it is another's.
 *
 * <pre>
 *   WANTED --leased--> SETTLING --settle time over, still ours--> HELD
 *     ^  ^---------------'  refused                                | refused
 *     '------------------------------------------------------------'
 * </pre>
 *
 * A number from a store that already knows its holders needs no settling. While Redis is away a
 * number that is held stays in use: nobody can be given it meanwhile, and a lease outlives a long
 * outage (see {@link RedisWorkerIds}).
 *
 * <p>Moved on by {@link #tick}; answers come on Redis's threads, so state is guarded by this.
 */
public final class WorkerLease {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerLease.class);

    private final WorkerIds store;
    private final MessageIds ids;
    private final String holder;
    private final long settleNanos;

    private @Nullable Leased lease;
    private long settledAtNanos;
    private boolean asking;
    private String waitingFor = "redis has not answered yet";

    /** A lease for {@code holder}, an instance id, that feeds {@code ids}. */
    public WorkerLease(WorkerIds store, MessageIds ids, String holder, Duration settle) {
        this.store = requireNonNull(store, "store");
        this.ids = requireNonNull(ids, "ids");
        this.holder = requireNonNull(holder, "holder");
        this.settleNanos = settle.toNanos();
    }

    /**
     * Asks or renews; to be called about every second. Does not block.
     *
     * @param nowNanos monotonic time
     */
    public synchronized void tick(long nowNanos) {
        if (asking) {
            return;
        }
        asking = true;
        Leased held = lease;
        CompletionStage<Answer> answer =
                held == null
                        ? store.acquire(holder)
                        : store.renew(holder, held.worker(), ids.highestMs());
        answer.whenComplete((got, failure) -> answered(got, failure, nowNanos));
    }

    /** Why no ids can be made yet; empty: they can. */
    public synchronized Optional<String> whyNotReady() {
        return ids.usable() ? Optional.empty() : Optional.of(waitingFor);
    }

    /** Stops making ids and gives the number back. Completes also when Redis is away. */
    public synchronized CompletionStage<Void> release() {
        asking = true;
        ids.stop();
        Leased held = lease;
        lease = null;
        if (held == null) {
            return CompletableFuture.completedFuture(null);
        }
        return store.release(holder, held.worker(), ids.highestMs()).exceptionally(gone -> null);
    }

    private synchronized void answered(
            @Nullable Answer answer, @Nullable Throwable failure, long askedAtNanos) {
        asking = false;
        if (failure != null) {
            waitingFor = "worker number for message ids: " + failure.getMessage();
        } else if (answer instanceof Leased got) {
            leased(got, askedAtNanos);
        } else if (answer instanceof Refused refused) {
            refused(refused.why());
        }
    }

    private void leased(Leased got, long askedAtNanos) {
        if (lease == null) {
            settledAtNanos = askedAtNanos + (got.fresh() ? settleNanos : 0);
            lease = got;
        }
        if (ids.usable()) {
            return;
        }
        if (askedAtNanos - settledAtNanos < 0) {
            waitingFor = "worker number for message ids: waiting for other holders to renew theirs";
            return;
        }
        ids.use(lease.worker(), lease.aboveMs());
        LOG.atInfo().addKeyValue("worker", got.worker()).log("worker number leased");
    }

    private void refused(String why) {
        if (lease != null) {
            LOG.atWarn().addKeyValue("reason", why).log("worker number lost");
        }
        ids.stop();
        lease = null;
        waitingFor = "worker number for message ids: " + why;
    }
}
