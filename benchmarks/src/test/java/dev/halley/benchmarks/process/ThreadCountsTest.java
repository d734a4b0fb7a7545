package dev.halley.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ThreadCountsTest {

    @Test
    void whatWasAddedIsThatOfThreadsThatStillLive() {
        ThreadCounts before = new ThreadCounts(Map.of(1L, 100L, 2L, 50L, 3L, 900L));
        ThreadCounts after = new ThreadCounts(Map.of(1L, 110L, 2L, 20L, 4L, 7L));
        // 10 of the first, all 20 of the new thread with an old number, 7 of a new one; 3 ended.
        assertThat(after.since(before)).isEqualTo(10 + 20 + 7);
    }
}
