package dev.halley.comet.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.config.DeliverySettings;
import dev.halley.runtime.node.InstanceId;
import dev.halley.testkit.documents.Document;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MetricsDocumentTest {
    @Test
    void namesEveryMeterOfFanoutAndDeliveries() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (TestSessions sessions = new TestSessions(registry);
                DeliveryService service =
                        new DeliveryService(
                                sessions.shards,
                                new DeliverySettings(
                                        new InstanceId("comet-1", 1),
                                        Duration.ofSeconds(1),
                                        1,
                                        1,
                                        Duration.ZERO),
                                () -> CompletableFuture.completedFuture(null),
                                registry,
                                Clock.systemUTC())) {
            assertThat(service.attachedJobs()).isEmpty();
            String text =
                    String.join(
                            "\n",
                            Document.read(Document.root().resolve("docs/operations/metrics.md"))
                                    .lines());

            Set<String> missing =
                    registry.getMeters().stream()
                            // The simple registry adds a gauge for each bucket.
                            .map(meter -> meter.getId().getName().replace(".histogram", ""))
                            .filter(name -> !text.contains("`" + name + "`"))
                            .collect(Collectors.toSet());

            assertThat(missing).isEmpty();
        }
    }
}
