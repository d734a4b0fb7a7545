package dev.halley.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.sdk.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two nodes of each tier: who gets what, and nodes that join, leave and die under load. */
@Timeout(240)
class ManyNodesIT {
    private static final Logger LOG = LoggerFactory.getLogger(ManyNodesIT.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path folder;
    private JvmCluster cluster;

    @BeforeEach
    void startStores() {
        cluster = new JvmCluster(folder);
    }

    @AfterEach
    void stopEverything() {
        cluster.close();
    }

    @Test
    void aRoomOnOneCometCausesNoDeliveryToTheOther() {
        JvmNode logic = cluster.start("logic-1");
        JvmNode one = cluster.start("comet-1");
        JvmNode two = cluster.start("comet-2");
        JvmNode job = cluster.start("job-1");
        try (PushLoad load = new PushLoad(List.of(tcp(one)), List.of(rest(logic)), 4, 10)) {
            load.start();
            load.awaitAccepted(200);
            load.stopPushing();
            load.assertEachAcceptedPushArrivedOnceInOrder(LIMIT);
        }

        assertThat(job.count("halley.job.deliveries", "comet-1")).isGreaterThanOrEqualTo(200);
        assertThat(job.count("halley.job.deliveries", "comet-2")).isZero();
        assertThat(one.count("halley.comet.delivery.records")).isGreaterThanOrEqualTo(200);
        assertThat(two.count("halley.comet.delivery.records")).isZero();
    }

    @Test
    void everyNodeStartsWithoutTheOthersAndTheyFindEachOther() {
        JvmNode job = cluster.begin("job-1");
        JvmNode second = cluster.begin("job-2");
        await().atMost(LIMIT)
                .until(() -> "waits for a first comet".equals(job.whyNotReady().get("comets")));
        JvmNode one = cluster.begin("comet-1");
        JvmNode two = cluster.begin("comet-2");
        JvmNode logic = cluster.begin("logic-1");
        for (JvmNode node : List.of(job, second, one, two, logic)) {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(node.whyNotReady()).isEmpty());
        }
        try (PushLoad load =
                new PushLoad(List.of(tcp(one), ws(two)), List.of(rest(logic)), 8, 10)) {
            load.start();
            load.awaitAccepted(400);
            load.stopPushing();
            load.assertEachAcceptedPushArrivedOnceInOrder(LIMIT);
        }
        assertThat(one.count("halley.comet.attach.late") + two.count("halley.comet.attach.late"))
                .isZero();
    }

    @Test
    void jobsJoinLeaveAndDieUnderLoadAndNobodyMissesAnything() {
        List<Integer> rest =
                List.of(rest(cluster.start("logic-1")), rest(cluster.start("logic-2")));
        JvmNode one = cluster.start("comet-1");
        JvmNode two = cluster.start("comet-2");
        cluster.start("job-1");
        List<Endpoint> endpoints = List.of(tcp(one), ws(one), tcp(two), ws(two));
        try (PushLoad load = new PushLoad(endpoints, rest, 20, 20)) {
            load.start();
            load.awaitAccepted(500);

            cluster.start("job-2");
            LOG.atInfo().addKeyValue("ms", caughtUp(load)).log("job joined");
            cluster.stop("job-1");
            LOG.atInfo().addKeyValue("ms", caughtUp(load)).log("job left");
            cluster.start("job-3");
            LOG.atInfo().addKeyValue("ms", caughtUp(load)).log("job joined");
            cluster.abandonJob("job-2");
            long recoveryMs = caughtUp(load);
            LOG.atInfo().addKeyValue("ms", recoveryMs).log("job died");
            assertThat(recoveryMs).isLessThan(15_000);

            load.awaitAccepted(500);
            load.stopPushing();
            load.assertEachAcceptedPushArrivedOnceInOrder(LIMIT);
            assertThat(load.disconnects()).isZero();
        }
    }

    /** Milliseconds until everything accepted up to now has arrived; then some more load. */
    private static long caughtUp(PushLoad load) {
        long startNanos = System.nanoTime();
        load.awaitAcceptedSoFar(LIMIT);
        long took = Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
        load.awaitAccepted(300);
        return took;
    }

    private static int rest(JvmNode logic) {
        return logic.port("rest");
    }

    private static Endpoint tcp(JvmNode comet) {
        return Endpoint.tcp("127.0.0.1", comet.port("tcp"));
    }

    private static Endpoint ws(JvmNode comet) {
        return Endpoint.webSocket("127.0.0.1", comet.port("ws"));
    }
}
