package dev.halley.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class KafkaBrokersIT {
    @TempDir private Path data;

    @Test
    void takesRecordsWhileOneOfThreeIsStopped() throws Exception {
        try (KafkaBrokers brokers = new KafkaBrokers(data, 3, Map.of())) {
            brokers.start();
            Map<String, Object> clients = Map.of("bootstrap.servers", brokers.bootstrapServers());
            try (Admin admin = Admin.create(clients)) {
                NewTopic topic =
                        new NewTopic("letters", 3, (short) 3)
                                .configs(Map.of("min.insync.replicas", "2"));
                admin.createTopics(List.of(topic)).all().get();
            }

            brokers.broker(1).stop();

            try (KafkaProducer<String, String> producer =
                    new KafkaProducer<>(clients, new StringSerializer(), new StringSerializer())) {
                for (int partition = 0; partition < 3; partition++) {
                    assertThat(
                                    producer.send(
                                                    new ProducerRecord<>(
                                                            "letters", partition, "", "a"))
                                            .get(30, TimeUnit.SECONDS)
                                            .hasOffset())
                            .isTrue();
                }
            }
        }
    }
}
