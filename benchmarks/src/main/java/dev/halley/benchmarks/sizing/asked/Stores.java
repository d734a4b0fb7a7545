package dev.halley.benchmarks.sizing.asked;

/**
 * How Kafka and Redis are set up.
 *
 * @param replication replicas of each partition, 1 to 9
 * @param kafkaHours how long Kafka keeps records, 0.1 to 100,000; its own default is 168
 * @param redisGb memory of one Redis, in units of 10^9 bytes, 1 to 100,000
 * @param redisReplicas replicas of each master, 0 to 5
 * @param smallLogs whether Redis has {@code stream-node-max-bytes 512}
 */
public record Stores(
        int replication, double kafkaHours, double redisGb, int redisReplicas, boolean smallLogs) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException for a value outside of its range
     */
    public Stores {
        Range.check("replication", replication, 1, 9);
        Range.check("kafka-hours", kafkaHours, 0.1, 100_000);
        Range.check("redis-gb", redisGb, 1, 100_000);
        Range.check("redis-replicas", redisReplicas, 0, 5);
    }
}
