package dev.halley.runtime.discovery.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.embedded.consul.ConsulAgent;
import dev.halley.embedded.consul.ConsulSettings;
import dev.halley.runtime.node.InstanceId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ConsulOutageIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path data;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Test
    void keepsTheViewWhileConsulIsAwayAndRegistersAgainWhenItIsBackEmpty() {
        ConsulAgent consul = own(ConsulAgent.start(data));
        TestNode one = node("comet-1", consul, Map.of()).register();
        TestNode two = node("comet-2", consul, Map.of()).register();
        await().atMost(LIMIT).until(() -> one.names().size() == 2 && one.ready());

        consul.kill();
        await().atMost(LIMIT)
                .until(() -> one.count("halley.discovery.reads", "result", "away") > 1);
        assertThat(one.names()).containsExactly("comet-1", "comet-2");
        assertThat(one.ready()).isTrue();

        consul.forget();
        consul.start();
        TestNode witness = node("comet-3", consul, Map.of()).register();

        await().atMost(Duration.ofSeconds(8))
                .until(() -> witness.names().size() == 3 && one.names().size() == 3);
        assertThat(two.names()).contains("comet-1", "comet-2");
        await().atMost(LIMIT).until(() -> two.names().size() == 3);
        await().atMost(LIMIT)
                .until(() -> one.registry.get("halley.discovery.frozen").gauge().value() == 0);
    }

    @Test
    void waitsForAConsulThatIsNotThereYet() {
        ConsulAgent consul = own(new ConsulAgent(ConsulSettings.in(data)));
        TestNode one = node("comet-1", consul, Map.of()).register();

        await().atMost(LIMIT)
                .untilAsserted(
                        () ->
                                assertThat(one.discovery.whyNotReady().orElse(""))
                                        .contains("consul at " + consul.uri())
                                        .contains("Failed to connect"));
        assertThat(one.comets().known()).isFalse();

        consul.start();

        await().atMost(Duration.ofSeconds(10)).until(() -> one.ready() && one.comets().known());
        assertThat(one.names()).containsExactly("comet-1");
    }

    @Test
    void doesNotWaitLongForAConsulThatIsAwayWhenItGoes() {
        ConsulAgent consul = own(ConsulAgent.start(data));
        TestNode one = node("comet-1", consul, Map.of()).register();
        await().atMost(LIMIT).until(one::ready);
        consul.kill();

        long before = System.nanoTime();
        one.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void asksOverTlsAndTrustsTheFileOnly() throws Exception {
        TlsAgent tls = TlsAgent.start(data);
        own(tls.consul());
        TestNode one = node("comet-1", tls.uri(), Map.of("ca-file", tls.caFile())).register();
        TestNode two = node("comet-2", tls.uri(), Map.of()).register();

        await().atMost(LIMIT).until(one::ready);

        await().atMost(LIMIT)
                .untilAsserted(
                        () ->
                                assertThat(two.discovery.whyNotReady())
                                        .hasValueSatisfying(
                                                why -> assertThat(why).contains("certification")));
    }

    private TestNode node(String name, ConsulAgent consul, Map<String, String> settings) {
        return node(name, consul.uri(), settings);
    }

    private TestNode node(String name, String consul, Map<String, String> settings) {
        return own(new TestNode(new InstanceId(name, 1), consul, settings));
    }

    private <T extends AutoCloseable> T own(T part) {
        opened.push(part);
        return part;
    }
}
