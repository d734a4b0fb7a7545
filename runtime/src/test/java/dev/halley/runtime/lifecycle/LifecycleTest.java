package dev.halley.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LifecycleTest {
    private final Lifecycle lifecycle = new Lifecycle("test");

    @Test
    void goesForwardOnly() {
        assertThat(lifecycle.become(LifecycleState.RUNNING)).isTrue();
        assertThat(lifecycle.become(LifecycleState.STARTING)).isFalse();
        assertThat(lifecycle.become(LifecycleState.RUNNING)).isFalse();

        assertThat(lifecycle.state()).isEqualTo(LifecycleState.RUNNING);
    }

    @Test
    void isReadyWhenRunningAndEveryCheckAgrees() {
        lifecycle.addCheck("kafka", Optional::empty);
        assertThat(lifecycle.whyNotReady()).isEqualTo(Map.of("lifecycle", "new"));

        lifecycle.become(LifecycleState.RUNNING);

        assertThat(lifecycle.whyNotReady()).isEmpty();
    }

    @Test
    void namesEveryReason() {
        lifecycle.become(LifecycleState.DRAINING);
        lifecycle.addCheck("kafka", () -> Optional.of("no broker answers"));
        lifecycle.addCheck(
                "redis",
                () -> {
                    throw new IllegalStateException("broken");
                });

        assertThat(lifecycle.whyNotReady())
                .containsEntry("lifecycle", "draining")
                .containsEntry("kafka", "no broker answers")
                .containsEntry("redis", "check failed: java.lang.IllegalStateException: broken");

        lifecycle.removeCheck("redis");
        assertThat(lifecycle.whyNotReady()).doesNotContainKey("redis");
    }
}
