package dev.halley.logic.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.halley.embedded.kafka.BrokerSettings;
import dev.halley.embedded.kafka.KafkaBroker;
import dev.halley.logic.kafka.topics.TopicPlan;
import dev.halley.runtime.config.ConfigException;
import dev.halley.testkit.kafka.PlainLogin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class SaslIT {
    @TempDir private Path data;

    @Test
    void logsInAndSaysWhenThePasswordIsWrong() {
        BrokerSettings settings = BrokerSettings.alone(0).with(PlainLogin.ofBroker());
        try (KafkaBroker kafka = new KafkaBroker(data, settings)) {
            kafka.start();

            assertSays(connection(kafka, "wrong"), "refuses the login (halley.kafka.properties:");
            assertSays(connection(kafka, PlainLogin.PASSWORD), "");
        }
    }

    @Test
    void refusesSettingsThatKafkasClientDoesNotTake() {
        Map<String, String> connection =
                Map.of("bootstrap.servers", "127.0.0.1:1", "security.protocol", "nonsense");

        assertThatThrownBy(() -> log(connection))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "halley.kafka.properties: not usable (expected: settings of")
                .hasMessageContaining("security.protocol");
    }

    private static void assertSays(Map<String, String> connection, String text) {
        try (KafkaLog log = log(connection);
                KafkaWatch watch = watch(connection, log)) {
            watch.start(Duration.ofMillis(100));

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> {
                                String why = watch.whyNotReady().orElse("");
                                assertThat(why.isEmpty()).isEqualTo(text.isEmpty());
                                assertThat(why).contains(text).doesNotContain(PlainLogin.PASSWORD);
                            });
        }
    }

    private static KafkaLog log(Map<String, String> connection) {
        return new KafkaLog(
                new ProducerSettings(
                        "test", Duration.ofSeconds(2), Duration.ZERO, 65_536, 1 << 20, connection));
    }

    private static KafkaWatch watch(Map<String, String> connection, KafkaLog log) {
        return new KafkaWatch(
                connection,
                1,
                List.of(new TopicPlan("a-topic", 1, "key", true)),
                Map.of(log, List.of("a-topic")));
    }

    private static Map<String, String> connection(KafkaBroker kafka, String password) {
        Map<String, String> connection = new HashMap<>(PlainLogin.ofClient(password));
        connection.put("bootstrap.servers", kafka.bootstrapServers());
        return connection;
    }
}
