package dev.halley.job.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.job.config.JobConfig;
import dev.halley.runtime.config.loading.ConfigLoader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JobSettingsTest {
    private static final String SESSION_TIMEOUT = "halley.kafka.properties.session.timeout.ms";

    @Test
    void remembersForAThirdOfTheTimeAfterWhichKafkaGivesPartitionsAway() {
        assertThat(trust(Map.of())).isEqualTo(Duration.ofSeconds(2));
        assertThat(trust(Map.of(SESSION_TIMEOUT, "3000"))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void remembersForTwoSecondsAtMost() {
        assertThat(trust(Map.of(SESSION_TIMEOUT, "45000"))).isEqualTo(Duration.ofSeconds(2));
    }

    private static Duration trust(Map<String, String> set) {
        JobConfig config = new ConfigLoader(Map.of()).load(JobConfig.class, null, set);
        return Duration.ofNanos(JobSettings.appends(config).trustNanos());
    }
}
