package dev.halley.logic.kafka;

import dev.halley.embedded.kafka.KafkaBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KafkaOutageIT {
    @Test
    void answersInTimeAndDoublesNothingWhenTheBrokerIsStoppedAndStarted(@TempDir Path data) {
        try (KafkaBroker kafka = new KafkaBroker(data, 0)) {
            kafka.start();

            new Outage(kafka.bootstrapServers()).holds(kafka::stop, kafka::start);
        }
    }
}
