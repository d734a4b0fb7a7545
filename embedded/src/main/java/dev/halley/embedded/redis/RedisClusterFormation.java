package dev.halley.embedded.redis;

import dev.halley.embedded.EmbeddedServerException;
import dev.halley.embedded.LoopbackPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes a Redis Cluster of servers on the loopback address that were started for one. */
public final class RedisClusterFormation {
    private static final int SLOTS = 16_384;
    private static final int BUS_OFFSET = 10_000;
    private static final int LAST_PORT = 22_500;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private RedisClusterFormation() {}

    /** A free port whose bus port, 10,000 above it, is free too. */
    public static int freePort() {
        while (true) {
            int port = LoopbackPort.freeBelow(LAST_PORT);
            try {
                LoopbackPort.requireFree("redis", port + BUS_OFFSET);
                return port;
            } catch (EmbeddedServerException taken) {
                // The next one then.
            }
        }
    }

    /**
     * Shares the slots among the masters, gives replicas to them in turn, and blocks until every node
     * says that the cluster is whole. Nodes that are a cluster already are only waited for.
     *
     * @param masters ports of those that get slots
     * @param replicas ports of the others
     */
    public static void form(List<Integer> masters, List<Integer> replicas) {
        List<Integer> all = new ArrayList<>(masters);
        all.addAll(replicas);
        if (RedisTalk.ask(masters.get(0), "CLUSTER INFO").contains("cluster_slots_assigned:0")) {
            shareSlots(masters);
            meet(all);
            for (int i = 0; i < replicas.size(); i++) {
                replicate(masters.get(i % masters.size()), replicas.get(i));
            }
        }
        await("whole", () -> all.stream().allMatch(RedisClusterFormation::isWhole));
        await("replicated", () -> replicas.stream().allMatch(RedisClusterFormation::isInSync));
    }

    private static void shareSlots(List<Integer> masters) {
        for (int i = 0; i < masters.size(); i++) {
            String slots =
                    IntStream.range(SLOTS * i / masters.size(), SLOTS * (i + 1) / masters.size())
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining(" "));
            RedisTalk.tell(masters.get(i), "CLUSTER ADDSLOTS " + slots);
        }
    }

    // Epochs of their own spare the nodes an election each.
    private static void meet(List<Integer> all) {
        for (int i = 0; i < all.size(); i++) {
            RedisTalk.tell(all.get(i), "CLUSTER SET-CONFIG-EPOCH " + (i + 1));
        }
        for (int port : all.subList(1, all.size())) {
            RedisTalk.tell(all.get(0), "CLUSTER MEET " + LoopbackPort.HOST + " " + port);
        }
        String known = "cluster_known_nodes:" + all.size();
        await(
                "acquainted",
                () ->
                        all.stream()
                                .allMatch(
                                        port ->
                                                RedisTalk.ask(port, "CLUSTER INFO")
                                                        .contains(known)));
    }

    private static void replicate(int master, int replica) {
        String id = RedisTalk.tell(master, "CLUSTER MYID").lines().skip(1).findFirst().orElse("");
        await(
                "ready for a replica",
                () -> RedisTalk.ask(replica, "CLUSTER REPLICATE " + id).startsWith("+OK"));
    }

    private static boolean isWhole(int port) {
        return RedisTalk.ask(port, "CLUSTER INFO").contains("cluster_state:ok");
    }

    private static boolean isInSync(int port) {
        return RedisTalk.ask(port, "INFO replication").contains("master_link_status:up");
    }

    private static void await(String what, BooleanSupplier done) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new EmbeddedServerException("redis: the cluster is not " + what);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
