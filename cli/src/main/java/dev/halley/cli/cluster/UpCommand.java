package dev.halley.cli.cluster;

import dev.halley.cluster.control.LocalCluster;
import dev.halley.cluster.control.TimeText;
import dev.halley.cluster.plan.ClusterOptions;
import dev.halley.cluster.plan.ClusterTier;
import dev.halley.cluster.plan.PlannedNode;
import dev.halley.cluster.plan.RedisForm;
import dev.halley.cluster.status.StatusTable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code halley cluster up}: starts everything. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Start every tier, Kafka, Redis and Consul, and wait until all is ready.")
final class UpCommand implements Callable<Integer> {
    @Mixin private ClusterOption which = new ClusterOption();

    @Option(
            names = "--comets",
            defaultValue = "2",
            paramLabel = "N",
            description = "Nodes of the connection tier, 1-16 (default: ${DEFAULT-VALUE}).")
    private int comets = 2;

    @Option(
            names = "--logics",
            defaultValue = "2",
            paramLabel = "N",
            description = "Nodes of the API tier, 1-16 (default: ${DEFAULT-VALUE}).")
    private int logics = 2;

    @Option(
            names = "--jobs",
            defaultValue = "2",
            paramLabel = "N",
            description = "Nodes of the fan-out tier, 1-16 (default: ${DEFAULT-VALUE}).")
    private int jobs = 2;

    @Option(
            names = "--brokers",
            defaultValue = "1",
            paramLabel = "N",
            description =
                    "Kafka brokers: 1, or 3 with every record on each (default: ${DEFAULT-VALUE}).")
    private int brokers = 1;

    @Option(
            names = "--redis",
            defaultValue = "single",
            paramLabel = "FORM",
            description = "single, or cluster of three masters (default: ${DEFAULT-VALUE}).")
    private RedisForm redis = RedisForm.SINGLE;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set a key of every node's configuration; repeatable.")
    private Map<String, String> overrides = Map.of();

    /** Made by picocli. */
    UpCommand() {}

    @Override
    public Integer call() {
        long begin = System.nanoTime();
        LocalCluster cluster = which.cluster();
        cluster.up(
                which.checked(
                        () -> new ClusterOptions(comets, logics, jobs, brokers, redis, overrides)));
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.println();
        StatusTable.of(cluster.status()).forEach(System.out::println);
        System.out.println();
        System.out.println("cluster " + which.name() + " is ready after " + TimeText.of(took));
        System.out.println();
        explain(first(cluster, ClusterTier.COMET), first(cluster, ClusterTier.LOGIC));
        return 0;
    }

    private void explain(PlannedNode comet, PlannedNode logic) {
        System.out.println(
                "./halley connect --port "
                        + comet.port("tcp")
                        + " --user 123 --room live://1000 --accept 1000");
        System.out.println(
                "./halley push --url http://"
                        + logic.address("rest")
                        + " --room live://1000 hello");
        System.out.println("./halley cluster status" + which.words());
        System.out.println("./halley cluster down" + which.words());
    }

    private static PlannedNode first(LocalCluster cluster, ClusterTier tier) {
        return cluster.nodes().stream()
                .filter(node -> node.tier() == tier)
                .findFirst()
                .orElseThrow();
    }
}
