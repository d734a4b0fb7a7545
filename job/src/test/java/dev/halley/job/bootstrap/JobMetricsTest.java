package dev.halley.job.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class JobMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final JobMetrics metrics = new JobMetrics(registry);

    @Test
    void showsStartsWithoutAllCometsBeforeThereIsOne() {
        assertThat(incompleteStarts()).isZero();

        metrics.attachIncomplete();

        assertThat(incompleteStarts()).isEqualTo(1);
    }

    @Test
    void forgetsTheFiguresOfACometThatIsGone() {
        metrics.sent("comet-1");
        metrics.sent("comet-2");

        metrics.forgotten("comet-1");

        assertThat(registry.get("halley.job.deliveries").counters())
                .extracting(counter -> counter.getId().getTag("node"))
                .containsExactly("comet-2");
    }

    private double incompleteStarts() {
        return registry.get("halley.job.attach.incomplete").counter().count();
    }
}
