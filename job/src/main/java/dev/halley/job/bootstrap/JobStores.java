package dev.halley.job.bootstrap;

import dev.halley.job.append.redis.AppendStore;
import dev.halley.job.claim.redis.ClaimStore;
import dev.halley.job.config.JobConfig;
import dev.halley.job.loop.JobLoop;
import dev.halley.job.route.RouteLookups;
import dev.halley.job.route.RouteStore;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.redis.RedisConnector;
import dev.halley.runtime.redis.RedisOptions;
import dev.halley.runtime.redis.RedisThread;
import dev.halley.runtime.redis.RedisValues;
import java.util.Optional;

/** Job's connections to Redis: one for text, one for bytes. */
final class JobStores implements AutoCloseable {
    private final RouteStore routes;
    private final ClaimStore claims;
    private final AppendStore appends;

    JobStores(
            JobLoop loop,
            RedisThread thread,
            JobConfig config,
            NodeContext context,
            JobMetrics metrics) {
        Optional<RedisThread> on = Optional.of(thread);
        RedisOptions text = new RedisOptions("halley-job", true, RedisValues.TEXT, on);
        RedisOptions bytes =
                new RedisOptions("halley-job-streams", true, RedisValues.BYTES_WITH_KEYS, on);
        RedisConnector shared = new RedisConnector(config.redis(), text, context.registry());
        routes = new RouteStore(loop, shared, config.app(), metrics::lookup);
        claims = new ClaimStore(loop, shared);
        appends =
                new AppendStore(
                        loop, new RedisConnector(config.redis(), bytes, context.registry()));
    }

    RouteStore routes() {
        return routes;
    }

    ClaimStore claims() {
        return claims;
    }

    AppendStore appends() {
        return appends;
    }

    /** Begins to connect; answers go to these. On any thread. */
    void start(RouteLookups lookups, JobPlaces places) {
        claims.start(places.claims());
        appends.start(places.appends());
        routes.start(lookups);
    }

    /** Why Redis cannot be used; empty when it can. From any thread. */
    Optional<String> whyNotReady() {
        return routes.whyNotReady().or(appends::whyNotReady);
    }

    @Override
    public void close() {
        routes.close();
        appends.close();
    }
}
