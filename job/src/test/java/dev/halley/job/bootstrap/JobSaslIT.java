package dev.halley.job.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.embedded.kafka.BrokerSettings;
import dev.halley.embedded.kafka.KafkaBroker;
import dev.halley.job.support.Backends;
import dev.halley.runtime.discovery.StaticDirectory;
import dev.halley.testkit.kafka.PlainLogin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JobSaslIT {
    private static final String PROPERTIES = "halley.kafka.properties.\"%s\"";

    @TempDir private Path data;

    @Test
    void saysThatTheLoginIsRefusedAndStaysUnready() throws Exception {
        BrokerSettings settings = BrokerSettings.alone(0).with(PlainLogin.ofBroker());
        try (Backends backends = new Backends(data.resolve("backends"));
                KafkaBroker kafka = new KafkaBroker(data.resolve("kafka"), settings)) {
            kafka.start();
            Map<String, String> keys = new HashMap<>();
            keys.put("halley.kafka.bootstrap-servers", kafka.bootstrapServers());
            PlainLogin.ofClient("wrong")
                    .forEach((key, value) -> keys.put(PROPERTIES.formatted(key), value));
            StaticDirectory nobody = new StaticDirectory(List.of());

            try (RunningJob job = new RunningJob("job-1", "sasl", backends, nobody, keys)) {
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(
                                () ->
                                        assertThat(job.whyNotReady().get("kafka"))
                                                .startsWith("refuses the login (halley.kafka."));
                assertThat(job.count("halley.job.consumer", "event", "poll_failed")).isPositive();
            }
        }
    }
}
