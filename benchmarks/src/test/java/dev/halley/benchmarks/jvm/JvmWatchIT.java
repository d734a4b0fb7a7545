package dev.halley.benchmarks.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JvmWatchIT {

    private static final int MB = 1 << 20;

    @Test
    void tellsWhatThisJvmAllocatedAndCollected() {
        Map<String, Long> pids = Map.of("me", ProcessHandle.current().pid());
        try (JvmWatch watch = new JvmWatch(pids)) {
            watch.begin();
            long sum = 0;
            for (int i = 0; i < 100; i++) {
                sum += new byte[MB].length;
            }
            System.gc();
            JvmUse use = watch.end().get("me");
            assertThat(use).isNotNull();
            assertThat(use.allocatedBytes()).isBetween(sum, 4 * sum);
            assertThat(use.heapAfterGcKb()).isPositive();
            assertThat(use.pauses()).isPositive();
            assertThat(use.pausedMs()).isNotNegative();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> watch.end().get("me").longestPauseMs() > 0);
            assertThat(watch.troubles()).isEmpty();
        }
    }

    @Test
    void anotherJvmIsLookedIntoUntilItGoesAway() throws Exception {
        Process other = WaitingJvm.start();
        try (JvmWatch watch = new JvmWatch(Map.of("other", other.pid()))) {
            watch.begin();
            assertThat(watch.end()).containsOnlyKeys("other");
            other.destroyForcibly().waitFor();
            assertThat(watch.end()).isEmpty();
            assertThat(watch.troubles())
                    .singleElement()
                    .asString()
                    .startsWith("no figures of the JVM other: ");
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aProcessThatIsNoJvmIsLeftAlone() throws Exception {
        Process other = new ProcessBuilder("cat").start();
        try (JvmWatch watch = new JvmWatch(Map.of("cat", other.pid()))) {
            watch.begin();
            assertThat(watch.end()).isEmpty();
            assertThat(watch.troubles()).isEmpty();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }
}
