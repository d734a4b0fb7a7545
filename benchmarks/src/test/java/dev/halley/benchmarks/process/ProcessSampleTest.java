package dev.halley.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ProcessSampleTest {

    @Test
    void switchesAreThoseOfThreadsThatStillLive() {
        ProcessSample before = new ProcessSample(0, 0, Map.of(1L, 100L, 2L, 50L, 3L, 900L));
        ProcessSample after = new ProcessSample(0, 0, Map.of(1L, 110L, 2L, 20L, 4L, 7L));
        // 10 of the first, all 20 of the new thread with an old number, 7 of a new one; 3 ended.
        assertThat(after.switchesSince(before)).isEqualTo(10 + 20 + 7);
    }

    @Test
    void cpuIsTheDifference() {
        ProcessSample before = new ProcessSample(30_000_000L, 0, Map.of());
        assertThat(new ProcessSample(50_000_000L, 0, Map.of()).cpuSince(before))
                .isEqualTo(20_000_000.0);
    }
}
