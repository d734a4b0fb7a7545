package dev.halley.job.bootstrap;

import dev.halley.job.append.redis.AppendStore;
import dev.halley.job.append.redis.FormerMasters;
import dev.halley.job.claim.redis.ClaimStore;
import dev.halley.job.config.JobConfig;
import dev.halley.job.loop.JobLoop;
import dev.halley.job.route.RouteLookups;
import dev.halley.job.route.RouteStore;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.redis.RedisConnector;
import dev.halley.runtime.redis.RedisLine;
import dev.halley.runtime.redis.RedisOptions;
import dev.halley.runtime.redis.RedisThread;
import dev.halley.runtime.redis.RedisValues;
import java.util.Optional;

/**
 * Job's connection to Redis. Everything uses the one: what a turn of the loop asks goes out in one
 * write, in the order in which it was asked.
 */
final class JobStores implements AutoCloseable {
    private final RedisConnector connector;
    private final RouteStore routes;
    private final ClaimStore claims;
    private final AppendStore appends;

    JobStores(
            JobLoop loop,
            RedisThread thread,
            JobConfig config,
            NodeContext context,
            FormerMasters former,
            JobMetrics metrics) {
        RedisOptions options =
                new RedisOptions(
                        "halley-job", true, RedisValues.BYTES_WITH_KEYS, Optional.of(thread));
        connector = new RedisConnector(config.redis(), options, context.registry());
        routes = new RouteStore(loop, connector, config.app(), metrics::lookup);
        claims = new ClaimStore(loop, connector);
        appends = new AppendStore(loop, connector, former, metrics::append);
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

    /** Answers go to these. Before anything is asked. */
    void start(RouteLookups lookups, JobPlaces places) {
        claims.start(places.claims());
        appends.start(places.appends());
        routes.start(lookups);
    }

    /** Begins to connect. On any thread. */
    void connect() {
        connector.connect();
    }

    /** Whether what is asked later is carried out later, whatever it is about. */
    boolean keepOrder() {
        return connector.line().map(RedisLine::oneServer).orElse(false);
    }

    /** Sends what was asked since the last time. */
    void flush() {
        connector.line().ifPresent(RedisLine::flush);
    }

    /** Why Redis cannot be used; empty when it can. From any thread. */
    Optional<String> whyNotReady() {
        return connector.whyNotReady();
    }

    @Override
    public void close() {
        connector.close();
    }
}
