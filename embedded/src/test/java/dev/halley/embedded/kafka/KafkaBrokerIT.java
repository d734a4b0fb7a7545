package dev.halley.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.embedded.EmbeddedServerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class KafkaBrokerIT {
    private static final TopicPartition PARTITION = new TopicPartition("letters", 0);

    @TempDir private Path data;

    @Test
    void keepsItsRecordsAndPortWhenStoppedAndStartedAgain() throws Exception {
        try (KafkaBroker broker = new KafkaBroker(data, 0)) {
            broker.start();
            createTopic(broker);
            send(broker, "a");

            broker.stop();
            assertThat(broker.running()).isFalse();
            broker.start();
            send(broker, "b");

            assertThat(read(broker, 2)).containsExactly("a", "b");
        }
    }

    @Test
    void namesThePortThatIsInUse() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                KafkaBroker broker = new KafkaBroker(data, other.getLocalPort())) {
            assertThatThrownBy(broker::start)
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessage("kafka: port %d is in use on 127.0.0.1", other.getLocalPort());
        }
    }

    @Test
    void saysWhatIsWrongWithAFolderThatIsHalfWritten() throws IOException {
        Path logs = Files.createDirectories(data.resolve("logs"));
        Files.createDirectory(logs.resolve("letters-0"));

        try (KafkaBroker broker = new KafkaBroker(data, 0)) {
            assertThatThrownBy(broker::start)
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessage(
                            "kafka: %s has data but no meta.properties; delete the folder to start"
                                    + " anew",
                            logs.toAbsolutePath());
        }
    }

    @Test
    void finishesAFormatThatWasCutShort() throws IOException {
        Path logs = Files.createDirectories(data.resolve("logs"));
        Files.writeString(logs.resolve("bootstrap.checkpoint"), "");

        try (KafkaBroker broker = new KafkaBroker(data, 0)) {
            broker.start();

            assertThat(broker.running()).isTrue();
        }
    }

    @Test
    void saysWhatIsWrongWithAFolderThatIsCorrupt() throws IOException {
        Path logs = Files.createDirectories(data.resolve("logs"));
        Files.writeString(logs.resolve("meta.properties"), "version=1\nnode.id=77\ncluster.id=x\n");

        try (KafkaBroker broker = new KafkaBroker(data, 0)) {
            assertThatThrownBy(broker::start)
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageStartingWith(
                            "kafka: cannot start with the data in " + logs.toAbsolutePath())
                    .hasMessageEndingWith("; delete the folder to start anew");
            assertThat(broker.running()).isFalse();
        }
    }

    private static void createTopic(KafkaBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1))).all().get();
        }
    }

    private static void send(KafkaBroker broker, String value) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>(PARTITION.topic(), value)).get();
        }
    }

    private static List<String> read(KafkaBroker broker, int count) {
        List<String> values = new java.util.ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            while (values.size() < count) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
