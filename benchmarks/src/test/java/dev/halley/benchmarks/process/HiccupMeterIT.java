package dev.halley.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HiccupMeterIT {

    @Test
    void notesHowLateItWoke() throws Exception {
        HiccupMeter meter = HiccupMeter.start();
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        Histogram lateUs = meter.stop();
        assertThat(lateUs.getTotalCount()).isBetween(20L, 10_000L);
        assertThat(lateUs.getMaxValue()).isGreaterThanOrEqualTo(lateUs.getValueAtPercentile(50));
    }
}
