package dev.halley.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.jvm.JvmUse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CostsTest {

    private static final JvmUse USE = new JvmUse(1_000, 1, 1, 1, 1);

    private static final Costs COSTS =
            new Costs(
                    Map.of("comet", 100.0),
                    Map.of("comet", 50.0, "job-1", 10.0, "job-2", 20.0),
                    Map.of("comet", 0.5),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of("comet", new JvmCosts(USE, 10, 10)));

    @Test
    void nodesOfATierAreSummed() {
        assertThat(COSTS.cpuUsPerPushByTier())
                .containsOnly(Map.entry("comet", 50.0), Map.entry("job", 30.0));
    }

    @Test
    void costsAreSharedOutOverWorkThatWasNotCounted() {
        Costs shared = COSTS.shared(0.1, 0.5);
        assertThat(shared.cpuUsPerDelivery()).containsEntry("comet", 10.0);
        assertThat(shared.cpuUsPerPush()).containsEntry("comet", 25.0);
        assertThat(shared.cpuCores()).containsEntry("comet", 0.5);
        assertThat(shared.jvms().get("comet").allocatedBytesPerUnit()).isEqualTo(10);
        assertThat(COSTS.shared(0, 0).jvms().get("comet").allocatedBytesPerUnit()).isZero();
    }
}
