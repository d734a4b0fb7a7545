package dev.halley.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.cluster.fixture.SteadyLoad;
import dev.halley.cluster.fixture.TestCluster;
import dev.halley.cluster.fixture.TestNode;
import dev.halley.cluster.plan.ClusterOptions;
import dev.halley.cluster.plan.ClusterTier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker of three that dies, and a Redis that loses everything, under load. */
@Tag("cluster")
@Timeout(300)
class StoreFaultsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static TestCluster cluster;

    private final TestNode comet = cluster.node("comet-1");

    @BeforeAll
    static void start() {
        cluster = TestCluster.up("store-faults", ClusterOptions.of(1, 1, 2).withBrokers(3));
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
    void nothingThatWasAcceptedIsLostWhenABrokerIsKilled() {
        try (SteadyLoad load = load(20, 50)) {
            cluster.node("kafka-2").kill();
            long killed = System.nanoTime();
            load.awaitAccepted(100);
            load.catchUp(LIMIT, comet);
            System.out.printf("kafka-2 killed: flowing %d ms later%n", msSince(killed));
            load.awaitAccepted(500);
            cluster.node("kafka-2").start();
            load.awaitAccepted(500);

            assertAllArrivedOnce(load);
        }
    }

    @Test
    void routesAreBackAtOnceWhenRedisWasEmptied() {
        try (SteadyLoad load = load(200, 500)) {
            ask("FLUSHALL");
            long emptied = System.nanoTime();
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(10))
                    .until(StoreFaultsIT::routesAreWhole);
            long wholeMs = msSince(emptied);
            load.catchUp(LIMIT, comet);
            System.out.printf("redis emptied: routes whole %d ms later%n", wholeMs);
            assertThat(wholeMs).isLessThan(Duration.ofSeconds(10).toMillis());
            load.awaitAccepted(300);

            assertAllArrivedOnce(load);
        }
    }

    @Test
    void routesAreBackWhenRedisIsKilledAndStartsEmpty() {
        try (SteadyLoad load = load(20, 50)) {
            ask("FLUSHALL");
            cluster.node("redis-1").kill();
            load.awaitAccepted(100);
            cluster.node("redis-1").start();
            load.awaitAccepted(300);

            assertAllArrivedOnce(load);
        }
    }

    private SteadyLoad load(int users, long intervalMs) {
        SteadyLoad load = new SteadyLoad(cluster.nodes(ClusterTier.LOGIC), intervalMs);
        load.connect(comet, users);
        load.start();
        load.awaitAccepted(300);
        return load;
    }

    private void assertAllArrivedOnce(SteadyLoad load) {
        load.stop();
        load.catchUp(LIMIT, comet);
        load.assertOnceAndInOrder();
        assertThat(load.disconnects()).isZero();
    }

    private static boolean routesAreWhole() {
        String answer = ask("GET halley:default:incarnation");
        return !answer.startsWith("$-1") && !answer.contains("?");
    }

    private static String ask(String command) {
        int port = cluster.node("redis-1").port("client");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String lines = command + "\r\nQUIT\r\n";
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long msSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }
}
