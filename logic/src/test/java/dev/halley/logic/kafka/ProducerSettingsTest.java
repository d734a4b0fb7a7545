package dev.halley.logic.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ProducerSettingsTest {
    @Test
    void triesFarLongerThanCallersWaitButNoticesSoonThatABrokerIsGone() {
        assertThat(properties(Duration.ofSeconds(2)))
                .containsEntry("delivery.timeout.ms", 120_000)
                .containsEntry("request.timeout.ms", 995)
                .containsEntry("max.block.ms", 0)
                .containsEntry("buffer.memory", 1L << 20)
                .containsEntry("enable.idempotence", true)
                .containsEntry("acks", "all");
    }

    @Test
    void gathersRecordsWhileARequestIsOnItsWay() {
        assertThat(properties(Duration.ofSeconds(2)))
                .containsEntry("max.in.flight.requests.per.connection", 1);
    }

    @Test
    void leavesItToGatheringHowLongARecordWaits() {
        assertThat(properties(Duration.ofSeconds(2))).containsEntry("linger.ms", 0);
    }

    @Test
    void triesLongerThanThePatienceOfEventsAsWell() {
        assertThat(properties(Duration.ofMinutes(10)))
                .containsEntry("delivery.timeout.ms", 1_200_000)
                .containsEntry("request.timeout.ms", 15_000);
    }

    private static Map<String, Object> properties(Duration deadline) {
        return new ProducerSettings(
                        "test", deadline, Duration.ofMillis(5), 65_536, 1 << 20, Map.of())
                .properties();
    }
}
