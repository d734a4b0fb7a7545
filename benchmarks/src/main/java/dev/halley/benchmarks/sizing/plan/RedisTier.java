package dev.halley.benchmarks.sizing.plan;

import dev.halley.benchmarks.sizing.asked.Load;
import dev.halley.benchmarks.sizing.asked.Site;

/**
 * Redis. One server runs commands on one core.
 *
 * @param tier masters and replicas; the replicas are the spare ones
 * @param routeBytes registry: routes, users' routes, comets' sessions, when users were last seen
 * @param countBytes counts of rooms
 * @param headBytes streams without their messages
 * @param logBytes messages of streams
 * @param commands per second
 */
public record RedisTier(
        Tier tier,
        double routeBytes,
        double countBytes,
        double headBytes,
        double logBytes,
        double commands) {

    private static final String NAME = "redis";
    private static final int CLUSTER = 3;
    private static final double BYTES_PER_GB = 1e9;
    private static final double COMMANDS_OF_SESSION = 8;
    private static final double COMMANDS_OF_RENEWAL = 2;

    static RedisTier of(Load load, Site site, Tier logics, Spread spread) {
        double routes =
                load.sessions() * Constant.REDIS_SESSION.value()
                        + load.crowd().users() * Constant.REDIS_USER.value();
        double counts = spread.interest() * Constant.REDIS_ROOM.value();
        double heads = (load.crowd().users() + load.crowd().rooms()) * Constant.REDIS_HEAD.value();
        RedisLogs logs = new RedisLogs(load, site.stores().smallLogs());
        double commands = commands(load, logics, spread);
        double traffic = commands * Constant.COMMAND_BYTES.value();
        Use all =
                new Use(
                        cores(load, logics, spread),
                        routes + counts + heads + logs.bytes(),
                        traffic + load.pushes().rate() * load.pushes().payloadBytes(),
                        traffic
                                + logics.serving()
                                        * LogicTier.countsRead(spread)
                                        * Constant.COUNT_BYTES.value());
        Tier masters = masters(all, site);
        int replicas = masters.nodes() * site.stores().redisReplicas();
        return new RedisTier(
                new Tier(
                        NAME,
                        masters.nodes() + replicas,
                        replicas,
                        masters.limit(),
                        masters.each()),
                routes,
                counts,
                heads,
                logs.bytes(),
                commands);
    }

    // A Redis Cluster has three masters at least.
    private static Tier masters(Use all, Site site) {
        Capacity capacity =
                Capacity.of(site)
                        .withCores(site.margin().busy())
                        .withMemory(
                                site.stores().redisGb() * BYTES_PER_GB * site.margin().memory());
        Tier masters = capacity.fewest(NAME, 1, 0, nodes -> all.times(1.0 / nodes));
        return masters.nodes() == 2
                ? capacity.fewest(NAME, CLUSTER, 0, nodes -> all.times(1.0 / nodes))
                        .limitedBy("cluster")
                : masters;
    }

    private static double cores(Load load, Tier logics, Spread spread) {
        return load.userPushes() * Constant.REDIS_LOOKUP.seconds()
                + load.pushes().rate() * Constant.REDIS_APPEND.seconds()
                + load.connects() * Constant.REDIS_CONNECT.seconds()
                + renewals(load) * Constant.REDIS_RENEWAL.seconds()
                + logics.serving() * LogicTier.countsRead(spread) * Constant.REDIS_COUNT.seconds();
    }

    // Each logic reads each comet's totals every second, and its rooms when they have changed.
    private static double commands(Load load, Tier logics, Spread spread) {
        double reads = 1 + 1 / Constant.REPORT_INTERVAL.value();
        return load.userPushes()
                + load.pushes().rate()
                + load.connects() * COMMANDS_OF_SESSION
                + renewals(load) * COMMANDS_OF_RENEWAL
                + spread.comets() / Constant.REPORT_INTERVAL.value()
                + logics.serving() * spread.comets() * reads;
    }

    private static double renewals(Load load) {
        return load.sessions() / Constant.RENEWAL_INTERVAL.value();
    }
}
