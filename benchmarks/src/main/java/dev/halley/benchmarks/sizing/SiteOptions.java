package dev.halley.benchmarks.sizing;

import dev.halley.benchmarks.sizing.asked.Margin;
import dev.halley.benchmarks.sizing.asked.NodeShape;
import dev.halley.benchmarks.sizing.asked.Site;
import dev.halley.benchmarks.sizing.asked.Stores;
import picocli.CommandLine.Option;

/** What there is to carry it. Ranges are checked where the values are used. */
final class SiteOptions {

    @Option(
            names = "--node-cores",
            defaultValue = "8",
            description = "Cores of a node or broker (default: ${DEFAULT-VALUE}).")
    private double cores;

    @Option(
            names = "--node-memory-gb",
            defaultValue = "16",
            description = "Memory of a node or broker (default: ${DEFAULT-VALUE}).")
    private double memoryGb;

    @Option(
            names = "--node-gbit",
            defaultValue = "10",
            description = "Network of a node or broker, each way (default: ${DEFAULT-VALUE}).")
    private double gbit;

    @Option(
            names = "--node-sessions",
            defaultValue = "250000",
            description = "Most sessions of a comet (default: ${DEFAULT-VALUE}).")
    private double sessions;

    @Option(
            names = "--busy",
            defaultValue = "0.6",
            description =
                    "Part of its cores and network that may be used while the spare nodes are"
                            + " away (default: ${DEFAULT-VALUE}).")
    private double busy;

    @Option(
            names = "--memory-share",
            defaultValue = "0.75",
            description = "The same for memory (default: ${DEFAULT-VALUE}).")
    private double memoryShare;

    @Option(
            names = "--spare",
            defaultValue = "1",
            description = "Nodes of each tier that may be away (default: ${DEFAULT-VALUE}).")
    private int spare;

    @Option(
            names = "--replication",
            defaultValue = "3",
            description = "Replicas of Kafka's partitions (default: ${DEFAULT-VALUE}).")
    private int replication;

    @Option(
            names = "--kafka-hours",
            defaultValue = "168",
            description = "How long Kafka keeps records (default: ${DEFAULT-VALUE}, its own).")
    private double kafkaHours;

    @Option(
            names = "--redis-gb",
            defaultValue = "32",
            description = "Memory of one Redis (default: ${DEFAULT-VALUE}).")
    private double redisGb;

    @Option(
            names = "--redis-replicas",
            defaultValue = "1",
            description = "Replicas of each master of Redis (default: ${DEFAULT-VALUE}).")
    private int redisReplicas;

    @Option(
            names = "--small-logs",
            description = "Redis is configured with stream-node-max-bytes 512.")
    private boolean smallLogs;

    Site site() {
        return new Site(
                new NodeShape(cores, memoryGb, gbit, sessions),
                new Margin(busy, memoryShare, spare),
                new Stores(replication, kafkaHours, redisGb, redisReplicas, smallLogs));
    }
}
