package dev.halley.cluster.plan;

import java.util.Map;
import java.util.Objects;

/**
 * How large a local cluster is to be.
 *
 * @param comets nodes of the connection tier, 1 to 16
 * @param logics nodes of the API tier, 1 to 16
 * @param jobs nodes of the fan-out tier, 1 to 16
 * @param brokers Kafka brokers: 1, or 3 with every record on each
 * @param redis how Redis is run
 * @param overrides keys of the configuration that every tier is told, by their full name
 */
public record ClusterOptions(
        int comets,
        int logics,
        int jobs,
        int brokers,
        RedisForm redis,
        Map<String, String> overrides) {
    private static final int MOST = 16;
    private static final String PREFIX = "halley.";

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the first that is wrong
     */
    public ClusterOptions {
        count("comets", comets);
        count("logics", logics);
        count("jobs", jobs);
        if (brokers != 1 && brokers != 3) {
            throw new IllegalArgumentException("brokers: " + brokers + " (expected: 1 or 3)");
        }
        Objects.requireNonNull(redis, "redis");
        overrides = Map.copyOf(overrides);
        for (String key : overrides.keySet()) {
            if (!key.startsWith(PREFIX)) {
                throw new IllegalArgumentException(
                        key + ": unknown key (expected: a key of the configuration reference)");
            }
        }
    }

    /** Two nodes of each tier, one broker, one Redis. */
    public static ClusterOptions standard() {
        return of(2, 2, 2);
    }

    /** So many nodes of each tier, one broker, one Redis. */
    public static ClusterOptions of(int comets, int logics, int jobs) {
        return new ClusterOptions(comets, logics, jobs, 1, RedisForm.SINGLE, Map.of());
    }

    /** These with so many brokers. */
    public ClusterOptions withBrokers(int count) {
        return new ClusterOptions(comets, logics, jobs, count, redis, overrides);
    }

    /** These with Redis run so. */
    public ClusterOptions withRedis(RedisForm form) {
        return new ClusterOptions(comets, logics, jobs, brokers, form, overrides);
    }

    /** These with other overrides. */
    public ClusterOptions withOverrides(Map<String, String> keys) {
        return new ClusterOptions(comets, logics, jobs, brokers, redis, keys);
    }

    int count(ClusterTier tier) {
        return switch (tier) {
            case COMET -> comets;
            case LOGIC -> logics;
            case JOB -> jobs;
            case KAFKA -> brokers;
            case REDIS -> redis.servers();
            case CONSUL -> 1;
        };
    }

    private static void count(String name, int value) {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 1-" + MOST + ")");
        }
    }
}
