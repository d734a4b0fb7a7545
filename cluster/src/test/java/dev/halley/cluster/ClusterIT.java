package dev.halley.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.cluster.fixture.TestClients;
import dev.halley.cluster.fixture.TestCluster;
import dev.halley.cluster.fixture.TestNode;
import dev.halley.cluster.plan.ClusterOptions;
import dev.halley.sdk.push.PushTarget;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes of each tier as processes, with a real Consul, Kafka and Redis. */
@Timeout(300)
class ClusterIT {
    private static final String ROOM = "live://both";
    private static final String RECORDS = "halley_comet_delivery_records_total";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static TestCluster cluster;

    private final TestClients clients = new TestClients();

    @BeforeAll
    static void start() {
        cluster = TestCluster.up("two-of-each", ClusterOptions.standard());
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void connect() {
        cluster.repair();
        clients.connect(comet(1), "1", "one-a", ROOM);
        clients.connect(comet(2), "1", "one-b", ROOM);
        clients.connect(comet(2), "2", "two", ROOM);
    }

    @AfterEach
    void disconnect() {
        clients.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"logic-1", "logic-2"})
    void reachesEachSessionOnceThroughEitherLogic(String name) {
        TestNode logic = cluster.node(name);

        logic.push(PushTarget.key("one-b"), name + " key");
        logic.push(PushTarget.user("1"), name + " user");
        logic.push(PushTarget.room(ROOM), name + " room");
        logic.push(PushTarget.everyone(), name + " all");

        clients.awaitOnce(name + " key", "one-b");
        clients.awaitOnce(name + " user", "one-a", "one-b");
        clients.awaitOnce(name + " room", "one-a", "one-b", "two");
        clients.awaitOnce(name + " all", "one-a", "one-b", "two");
        assertThat(clients.received("two")).hasSize(2);
    }

    @Test
    void sparesACometWithoutMembersOfTheRoom() {
        clients.connect(comet(1), "3", "alone", "live://one-comet");
        double before = comet(2).metric(RECORDS);
        double with = comet(1).metric(RECORDS);

        IntStream.range(0, 20)
                .forEach(i -> logic(1).push(PushTarget.room("live://one-comet"), "alone " + i));

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(clients.received("alone")).hasSize(20));
        assertThat(comet(1).metric(RECORDS)).isEqualTo(with + 20);
        assertThat(comet(2).metric(RECORDS)).isEqualTo(before);
    }

    @Test
    void reachesEverySessionWhileOneJobIsKilledAndWhenItIsBack() {
        cluster.node("job-1").kill();
        logic(1).push(PushTarget.room(ROOM), "one job");
        logic(1).push(PushTarget.user("1"), "one job, user");
        clients.awaitOnce("one job", "one-a", "one-b", "two");
        clients.awaitOnce("one job, user", "one-a", "one-b");

        cluster.node("job-1").start();
        logic(1).push(PushTarget.room(ROOM), "two jobs");
        clients.awaitOnce("two jobs", "one-a", "one-b", "two");
        assertThat(clients.disconnects()).isZero();
    }

    @Test
    void reachesEverySessionAndLetsNewOnesInWhileOneLogicIsKilled() {
        cluster.node("logic-1").kill();
        clients.connect(comet(1), "4", "new-1", ROOM);
        clients.connect(comet(2), "4", "new-2", ROOM);
        logic(2).push(PushTarget.user("4"), "one logic");
        logic(2).push(PushTarget.room(ROOM), "one logic, room");

        clients.awaitOnce("one logic", "new-1", "new-2");
        clients.awaitOnce("one logic, room", "one-a", "one-b", "two", "new-1", "new-2");
        assertThat(clients.disconnects()).isZero();
    }

    @Test
    void reachesTheSessionsOfTheOtherWhileOneCometIsKilledAndBothAfterwards() {
        cluster.node("comet-1").kill();
        logic(1).push(PushTarget.user("2"), "one comet");
        logic(1).push(PushTarget.room(ROOM), "one comet, room");
        clients.awaitOnce("one comet", "two");
        clients.awaitOnce("one comet, room", "one-b", "two");

        cluster.node("comet-1").start();
        clients.connect(comet(1), "5", "later", ROOM);
        logic(1).push(PushTarget.user("5"), "two comets");
        clients.awaitOnce("two comets", "later");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logic-2", "job-2", "comet-2"})
    void drainsWithExitCodeZero(String name) {
        assertThat(cluster.node(name).stop()).isZero();

        logic(1).push(PushTarget.key("one-a"), "without " + name);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(clients.holders("without " + name)).hasSize(1));
    }

    private static TestNode comet(int number) {
        return cluster.node("comet-" + number);
    }

    private static TestNode logic(int number) {
        return cluster.node("logic-" + number);
    }
}
