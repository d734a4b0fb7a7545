package dev.halley.comet.upstream;

import dev.halley.api.logic.Registration;
import dev.halley.api.logic.RenewRequest;
import dev.halley.comet.upstream.calls.CometIdentity;
import dev.halley.comet.upstream.calls.LogicCalls;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;

/**
 * Renews routes, and closes those sessions whose key has a later one. A batch that fails is counted;
 * its sessions come up again with the next renewal, long before their routes expire. Thread-safe.
 */
public final class Renewals {
    /** Most routes of one call. */
    public static final int BATCH = 1000;

    private final CometIdentity identity;
    private final LogicCalls calls;
    private final UpstreamMetrics metrics;
    private final LongConsumer replaced;
    private volatile OwnTips tips = (sessions, ends) -> {};
    private volatile long toldMs = Long.MAX_VALUE;

    /**
     * Renewals of one comet.
     *
     * @param replaced told the id of each session that has a successor; any thread
     */
    public Renewals(
            CometIdentity identity,
            LogicCalls calls,
            UpstreamMetrics metrics,
            LongConsumer replaced) {
        this.identity = identity;
        this.calls = calls;
        this.metrics = metrics;
        this.replaced = replaced;
    }

    /** Sets who is told where the users' streams end. */
    public void whenTips(OwnTips told) {
        tips = told;
    }

    /** What logic says of how often routes are to be renewed; 0: it says nothing. */
    public void told(long intervalMs) {
        toldMs = intervalMs > 0 ? intervalMs : Long.MAX_VALUE;
    }

    /** How often routes are to be renewed as logic says; very rarely when it says nothing. */
    public long toldMs() {
        return toldMs;
    }

    /**
     * Renews at most {@link #BATCH} routes.
     *
     * @return ends when logic has answered, with true if the routes are there
     */
    public CompletionStage<Boolean> renew(List<Registration> sessions) {
        if (sessions.isEmpty()) {
            return CompletableFuture.completedFuture(true);
        }
        RenewRequest request =
                RenewRequest.newBuilder()
                        .setSchemaVersion(CometIdentity.SCHEMA_VERSION)
                        .setApp(identity.app())
                        .setInstance(identity.instance())
                        .addAllSessions(sessions)
                        .build();
        return calls.renew(request)
                .handle(
                        (reply, failure) -> {
                            if (failure != null) {
                                metrics.renewalFailed();
                                return false;
                            }
                            metrics.renewed(sessions.size());
                            told(reply.getRenewalIntervalMs());
                            reply.getReplacedSessionIdsList().forEach(replaced::accept);
                            if (reply.getTipsCount() > 0) {
                                tips.told(sessions, reply.getTipsList());
                            }
                            return true;
                        });
    }
}
