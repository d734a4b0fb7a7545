package dev.halley.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.cluster.fixture.SteadyLoad;
import dev.halley.cluster.fixture.TestClients;
import dev.halley.cluster.fixture.TestCluster;
import dev.halley.cluster.fixture.TestNode;
import dev.halley.cluster.plan.ClusterOptions;
import dev.halley.cluster.plan.ClusterTier;
import dev.halley.sdk.push.PushTarget;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Comets and jobs that are killed, halted, drained and started in any order, under load. */
@Tag("cluster")
@Timeout(300)
class NodeFaultsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static TestCluster cluster;

    private final TestNode one = cluster.node("comet-1");
    private final TestNode two = cluster.node("comet-2");

    @BeforeAll
    static void start() {
        cluster = TestCluster.up("node-faults", ClusterOptions.of(2, 2, 2));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void repair() {
        cluster.repair();
    }

    @Test
    void nobodyMissesAnythingWhenAJobIsKilledAndStartedAgain() {
        try (SteadyLoad load = load()) {
            load.connect(one, 10);
            load.connect(two, 10);
            load.start();
            load.awaitAccepted(300);

            cluster.node("job-1").kill();
            load.awaitAccepted(100);
            Duration recovery = load.catchUp(LIMIT, one, two);
            System.out.printf("job-1 killed: all had arrived %d ms later%n", recovery.toMillis());
            assertThat(recovery).isLessThan(Duration.ofSeconds(15));
            cluster.node("job-1").start();
            load.awaitAccepted(300);

            load.stop();
            load.catchUp(LIMIT, one, two);
            load.assertOnceAndInOrder();
            assertThat(load.disconnects()).isZero();
        }
    }

    @Test
    void aCometThatHangsHoldsUpNobodyElse() {
        try (SteadyLoad load = load()) {
            load.connect(one, 10);
            load.connect(two, 10);
            load.start();
            load.awaitAccepted(300);

            two.pause();
            long resumeAt = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            Duration slowest = Duration.ZERO;
            while (System.nanoTime() < resumeAt) {
                load.awaitAccepted(50);
                Duration took = load.catchUp(LIMIT, one);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
            }
            two.resume();
            System.out.printf("comet-2 halted: comet-1 waited %d ms%n", slowest.toMillis());
            assertThat(slowest).isLessThan(Duration.ofSeconds(3));

            await().atMost(LIMIT).until(() -> attached(two) == 2);
            load.stop();
            load.catchUp(LIMIT, one);
            load.assertOnceAndInOrder();
        }
    }

    @Test
    void aCometThatWasTakenForGoneIsFoundAgainAsSoonAsItGoesOn() {
        try (TestClients clients = new TestClients()) {
            clients.connect(two, "7", "device-7", "");
            await().atMost(LIMIT).until(() -> isOnline("7"));
            double before = sweeps();

            two.pause();
            await().atMost(LIMIT).until(() -> sweeps() > before);
            assertThat(isOnline("7")).isFalse();
            long resumedAt = System.nanoTime();
            two.resume();
            await().atMost(Duration.ofSeconds(15)).until(() -> isOnline("7"));
            Duration deaf = Duration.ofNanos(System.nanoTime() - resumedAt);
            System.out.printf("comet-2 swept: its routes were back %d ms later%n", deaf.toMillis());

            cluster.node("logic-1").push(PushTarget.user("7"), "found");
            clients.awaitOnce("found", "device-7");
            assertThat(clients.disconnects()).isZero();
        }
    }

    @Test
    void jobsThatStartBeforeAnyCometAndCometsThatStartBeforeAnyJob() {
        cluster.nodes(ClusterTier.JOB).forEach(TestNode::stop);
        cluster.nodes(ClusterTier.COMET).forEach(TestNode::stop);
        cluster.nodes(ClusterTier.JOB).forEach(TestNode::launch);
        cluster.nodes(ClusterTier.COMET).forEach(TestNode::launch);
        awaitReadyAndPush();

        cluster.nodes(ClusterTier.JOB).forEach(TestNode::stop);
        cluster.nodes(ClusterTier.COMET).forEach(TestNode::stop);
        cluster.nodes(ClusterTier.COMET).forEach(TestNode::launch);
        cluster.nodes(ClusterTier.JOB).forEach(TestNode::launch);
        awaitReadyAndPush();
    }

    @Test
    void aDrainedCometCostsTheOthersNothing() {
        try (SteadyLoad load = load()) {
            load.connect(one, 10);
            load.start();
            load.awaitAccepted(300);

            double before = passedOver();
            assertThat(two.stop()).isZero();
            load.awaitAccepted(100);
            Duration took = load.catchUp(LIMIT, one);

            assertThat(took).isLessThan(Duration.ofSeconds(3));
            assertThat(passedOver()).isEqualTo(before);
            load.stop();
            load.catchUp(LIMIT, one);
            load.assertOnceAndInOrder();
        }
    }

    private void awaitReadyAndPush() {
        cluster.awaitReady(Duration.ofSeconds(90));
        try (SteadyLoad load = load()) {
            load.connect(one, 2);
            load.connect(two, 2);
            load.start();
            load.awaitAccepted(50);
            load.stop();
            load.catchUp(LIMIT, one, two);
            load.assertOnceAndInOrder();
        }
    }

    private static boolean isOnline(String user) {
        return cluster.node("logic-1").get("/v1/users/" + user).body().contains("\"online\":true");
    }

    private static double sweeps() {
        return cluster.nodes(ClusterTier.LOGIC).stream()
                .mapToDouble(logic -> logic.metric("halley_logic_sweep_comets_total"))
                .sum();
    }

    private static double passedOver() {
        return cluster.nodes(ClusterTier.JOB).stream()
                .mapToDouble(job -> job.metric("halley_job_events_total", "event=\"passed_over\""))
                .sum();
    }

    private static double attached(TestNode comet) {
        return comet.metric("halley_comet_delivery_jobs_attached");
    }

    private static SteadyLoad load() {
        return new SteadyLoad(cluster.nodes(ClusterTier.LOGIC), 50);
    }
}
