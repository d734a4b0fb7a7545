package dev.halley.benchmarks.sizing.plan;

import dev.halley.benchmarks.sizing.asked.Load;
import dev.halley.benchmarks.sizing.asked.Site;

/**
 * Brokers and partitions.
 *
 * @param tier the brokers
 * @param userPartitions of {@code halley-push}
 * @param roomPartitions of {@code halley-room}
 * @param recordBytes written per second before they are replicated
 * @param diskBytes kept, with all replicas
 */
public record KafkaTier(
        Tier tier,
        double userPartitions,
        double roomPartitions,
        double recordBytes,
        double diskBytes) {

    private static final double SECONDS_PER_HOUR = 3_600;

    static KafkaTier of(Load load, Site site, Tier jobs) {
        int replication = site.stores().replication();
        double pushes = load.pushes().rate();
        double bytes = pushes * (load.pushes().payloadBytes() + Constant.KAFKA_RECORD.value());
        // Each replica is written once; the leader's is read by the others and by one job.
        Use all =
                new Use(
                        pushes * replication * Constant.KAFKA_PUSH.seconds(),
                        0,
                        bytes * replication,
                        bytes * replication);
        Use base = new Use(0, Constant.KAFKA_BASE.value(), 0, 0);
        Tier brokers =
                Capacity.of(site)
                        .fewest(
                                "kafka",
                                Math.max(1, replication - site.margin().spare()),
                                site.margin().spare(),
                                nodes -> all.times(1.0 / nodes).plus(base));
        return new KafkaTier(
                brokers,
                partitions(load.userPushes(), jobs),
                partitions(load.roomPushes(), jobs),
                bytes,
                bytes * replication * site.stores().kafkaHours() * SECONDS_PER_HOUR);
    }

    private static double partitions(double pushes, Tier jobs) {
        return Math.max(
                Constant.PARTITIONS.value(),
                Math.max(
                        Math.ceil(pushes / Constant.PARTITION_PUSHES.value()),
                        jobs.nodes() * Constant.PARTITIONS_PER_JOB.value()));
    }
}
