package dev.halley.job.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.runtime.config.ConfigException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConsumerSettingsTest {
    private static final String KEY = "session.timeout.ms";

    @Test
    void theSessionTimeoutIsSixSecondsUnlessTheClientIsToldAnother() {
        assertThat(ConsumerSettings.sessionTimeout(Map.of())).isEqualTo(Duration.ofSeconds(6));
        assertThat(ConsumerSettings.sessionTimeout(Map.of(KEY, "4500")))
                .isEqualTo(Duration.ofMillis(4_500));
        assertThat(ConsumerSettings.sessionTimeout(Map.of(KEY, 4_500)))
                .isEqualTo(Duration.ofMillis(4_500));
    }

    @Test
    void aSessionTimeoutThatIsNoNumberIsLeftToTheClientWhichRefusesIt() {
        assertThat(ConsumerSettings.sessionTimeout(Map.of(KEY, "soon")))
                .isEqualTo(Duration.ofSeconds(6));
        ConsumerSettings settings =
                new ConsumerSettings(
                        Map.of("bootstrap.servers", "127.0.0.1:1", KEY, "soon"),
                        "group",
                        Set.of(),
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1));
        assertThatThrownBy(() -> KafkaConsumers.create(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("halley.kafka.properties: not usable")
                .hasMessageContaining("soon");
    }
}
