package dev.halley.runtime.discovery.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.embedded.consul.ConsulAgent;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ConsulDiscoveryIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir static Path data;
    private static ConsulAgent consul;

    // What a test leaves behind, no other sees.
    private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final Deque<TestNode> opened = new ArrayDeque<>();

    @BeforeAll
    static void startConsul() {
        consul = ConsulAgent.start(data);
    }

    @AfterAll
    static void stopConsul() {
        consul.close();
    }

    @AfterEach
    void closeNodes() {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Test
    void showsWhoRegistersAndWithWhatTheyTell() {
        TestNode one = node("comet-1", 1).register();
        TestNode two = node("comet-2", 1).register(Map.of(NodeMetadata.TCP_PORT, "3101"));

        await().atMost(LIMIT).until(() -> one.ready() && one.names().size() == 2);

        assertThat(one.comets().known()).isTrue();
        assertThat(one.comets().nodes())
                .containsExactly(
                        one.address(Map.of()), two.address(Map.of(NodeMetadata.TCP_PORT, "3101")));
    }

    @Test
    void isNotKnownBeforeItRegistered() {
        TestNode one = node("comet-1", 1).register();
        await().atMost(LIMIT).until(one::ready);
        TestNode other = node("comet-2", 1);

        await().atMost(LIMIT).until(() -> other.names().contains("comet-1"));

        assertThat(other.comets().known()).isFalse();
        assertThat(other.discovery.whyNotReady()).contains("waits for its registration");
    }

    @Test
    void showsAChangeWithinASecond() {
        TestNode one = node("comet-1", 1).register();
        TestNode two = node("comet-2", 1).register(Map.of(NodeMetadata.ACCEPTING, "false"));
        await().atMost(LIMIT).until(() -> one.ready() && two.ready() && one.names().size() == 2);

        two.register(Map.of(NodeMetadata.ACCEPTING, "true"));
        await().atMost(Duration.ofSeconds(1))
                .until(
                        () ->
                                "true"
                                        .equals(
                                                one.comets()
                                                        .nodes()
                                                        .get(1)
                                                        .metadata()
                                                        .get(NodeMetadata.ACCEPTING)));

        two.discovery.deregister();
        await().atMost(Duration.ofSeconds(1)).until(() -> one.names().size() == 1);
    }

    @Test
    void goesWithoutTakingItselfForAFault() {
        TestNode one = node("comet-1", 1).register();
        await().atMost(LIMIT).until(() -> one.names().size() == 1);

        one.discovery.deregister();

        await().atMost(LIMIT).until(() -> one.names().isEmpty());
        assertThat(count(one, "halley.discovery.freezes", "event", "froze")).isZero();
    }

    @Test
    void losesANodeThatIsKilled() {
        TestNode one = node("comet-1", 1).register();
        TestNode two = node("comet-2", 1).register();
        await().atMost(LIMIT).until(() -> one.names().size() == 2);

        two.kill();

        await().atMost(Duration.ofSeconds(8)).until(() -> one.names().size() == 1);
        assertThat(count(one, "halley.discovery.freezes", "event", "froze")).isZero();
    }

    @Test
    void losesADeadLifeAlthoughTheNextOneAnswersAtItsPort() {
        TestNode one = node("comet-1", 1).register();
        TestNode two = node("comet-2", 1).register();
        await().atMost(LIMIT).until(() -> one.ready() && two.ready() && one.names().size() == 2);

        two.killAndFollow(new InstanceId("comet-2", 2));

        await().atMost(LIMIT).until(() -> one.names().equals(List.of("comet-1")));
    }

    @Test
    void freezesWhenMostAreKilledAndThawsWhenTheyAreBack() {
        TestNode one = node("comet-1", 1).register();
        TestNode two = node("comet-2", 1).register();
        TestNode three = node("comet-3", 1).register();
        await().atMost(LIMIT).until(() -> one.names().size() == 3);

        two.kill();
        three.kill();
        await().atMost(LIMIT)
                .until(() -> count(one, "halley.discovery.freezes", "event", "froze") == 1);

        assertThat(one.names()).containsExactly("comet-1", "comet-2", "comet-3");
        assertThat(one.registry.get("halley.discovery.frozen").gauge().value()).isEqualTo(1);
        node("comet-2", 2).register();
        node("comet-3", 2).register();
        await().atMost(LIMIT)
                .until(() -> one.registry.get("halley.discovery.frozen").gauge().value() == 0);
        assertThat(one.names()).containsExactly("comet-1", "comet-2", "comet-3");
    }

    @Test
    void refusesANameThatARunningNodeHas() {
        TestNode one = node("comet-1", 1).register();
        await().atMost(LIMIT).until(one::ready);

        TestNode other = node("comet-1", 2).register();

        await().atMost(LIMIT).until(() -> !other.refusals.isEmpty());
        assertThat(other.refusals)
                .containsExactly(
                        "halley.node.name: comet-1 (expected: a name no other running node has;"
                                + " 127.0.0.1:3109 holds it)");
        assertThat(other.discovery.whyNotReady()).contains(other.refusals.get(0));
        assertThat(one.refusals).isEmpty();
        assertThat(one.comets().nodes()).containsExactly(one.address(Map.of()));
    }

    @Test
    void oneOfTwoThatStartAtOnceKeepsTheName() {
        TestNode one = node("comet-1", 1);
        TestNode other = node("comet-1", 2);

        one.register();
        other.register();

        await().atMost(LIMIT).until(() -> one.refusals.size() + other.refusals.size() == 1);
        TestNode winner = one.refusals.isEmpty() ? one : other;
        await().atMost(LIMIT)
                .untilAsserted(
                        () ->
                                assertThat(winner.comets().nodes())
                                        .containsExactly(winner.address(Map.of())));
        assertThat(winner.ready()).isTrue();
    }

    @Test
    void takesTheNameOfALifeThatIsOverWithoutWaitingForItsCheck() {
        TestNode before = node("comet-1", 1, Map.of("check-interval", "1m")).register();
        await().atMost(LIMIT).until(before::ready);
        before.kill();

        TestNode after = node("comet-1", 2).register();

        await().atMost(Duration.ofSeconds(5)).until(after::ready);
        assertThat(after.comets().nodes()).containsExactly(after.address(Map.of()));
    }

    @Test
    void remembersTheLastLifeOfANode() {
        TestNode one = node("comet-1", 7).register();
        await().atMost(LIMIT).until(one::ready);
        one.kill();

        TestNode other = node("comet-9", 1);

        assertThat(other.discovery.lastLife(NodeTier.COMET, "comet-1"))
                .contains(new InstanceId("comet-1", 7));
        assertThat(other.discovery.lastLife(NodeTier.COMET, "comet-8")).isEmpty();
    }

    @Test
    void leavesTheEntryOfALaterLifeAlone() {
        TestNode before = node("comet-1", 1).register();
        await().atMost(LIMIT).until(before::ready);
        before.kill();
        TestNode after = node("comet-1", 2).register();
        await().atMost(LIMIT).until(after::ready);

        node("comet-1", 1).discovery.deregister();
        TestNode witness = node("comet-2", 1).register();

        await().atMost(LIMIT).until(witness::ready);
        assertThat(witness.names()).containsExactly("comet-1", "comet-2");
    }

    private TestNode node(String name, long startedAtMs) {
        return node(name, startedAtMs, Map.of());
    }

    private TestNode node(String name, long startedAtMs, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("service-prefix", prefix);
        TestNode node = new TestNode(new InstanceId(name, startedAtMs), consul.uri(), all);
        opened.push(node);
        return node;
    }

    private static double count(TestNode node, String meter, String tag, String value) {
        return node.count(meter, tag, value);
    }
}
