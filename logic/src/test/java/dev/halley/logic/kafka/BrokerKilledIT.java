package dev.halley.logic.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.embedded.LoopbackPort;
import dev.halley.embedded.kafka.BrokerMain;
import dev.halley.embedded.kafka.BrokerSettings;
import dev.halley.logic.kafka.topics.TopicPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers as processes, one of which is killed with -9 while records are appended. */
@Tag("cluster")
@Timeout(180)
class BrokerKilledIT {
    private static final String TOPIC = "halley-push";
    private static final int PARTITIONS = 6;

    @TempDir private Path data;
    private final List<Process> processes = new ArrayList<>();
    private Map<String, String> connection = Map.of();

    @BeforeEach
    void startBrokers() throws IOException {
        List<BrokerSettings> brokers = BrokerSettings.cluster(3);
        for (BrokerSettings broker : brokers) {
            processes.add(start(broker));
        }
        await().atMost(Duration.ofSeconds(90))
                .until(() -> brokers.stream().allMatch(one -> Files.exists(ready(one))));
        connection =
                Map.of(
                        "bootstrap.servers",
                        brokers.stream()
                                .map(one -> LoopbackPort.HOST + ":" + one.port())
                                .collect(Collectors.joining(",")));
    }

    @AfterEach
    void killBrokers() {
        processes.forEach(Process::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }

    private Process start(BrokerSettings broker) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(BrokerMain.class.getName());
        command.addAll(BrokerMain.arguments(folder(broker), broker));
        Files.createDirectories(folder(broker));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder(broker).resolve("broker.log").toFile())
                .start();
    }

    private Path folder(BrokerSettings broker) {
        return data.resolve("broker-" + broker.id());
    }

    private Path ready(BrokerSettings broker) {
        return folder(broker).resolve(BrokerMain.READY_FILE);
    }

    @Test
    void losesNoAcknowledgedRecordAndGoesOnWhenABrokerIsKilled() {
        KafkaLog log =
                new KafkaLog(
                        new ProducerSettings(
                                "test",
                                Duration.ofSeconds(2),
                                Duration.ZERO,
                                65_536,
                                1 << 24,
                                connection));
        List<TopicPlan> plans = List.of(new TopicPlan(TOPIC, PARTITIONS, "key", true));
        try (log;
                KafkaWatch watch =
                        new KafkaWatch(connection, 3, plans, Map.of(log, List.of(TOPIC)))) {
            watch.start(Duration.ofSeconds(30));
            await().atMost(Duration.ofSeconds(30)).until(() -> watch.whyNotReady().isEmpty());
            Load load = new Load(log);
            load.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> load.acknowledged.size() > 500);

            processes.get(1).destroyForcibly().onExit().join();

            load.awaitEveryPartitionAgain();
            load.stop();
            assertThat(load.acknowledged).isSubsetOf(read(load.acknowledged));
        }
    }

    private Set<String> read(Set<String> awaited) {
        Set<String> found = ConcurrentHashMap.newKeySet();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                connection.get("bootstrap.servers"),
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(
                    IntStream.range(0, PARTITIONS)
                            .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                            .toList());
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!found.containsAll(awaited) && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(
                                record ->
                                        found.add(
                                                new String(
                                                        record.value(), StandardCharsets.UTF_8)));
            }
        }
        return found;
    }

    /** Appends to all partitions in turn, some thousand a second, until it is stopped. */
    private static final class Load {
        private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        private final AtomicInteger refused = new AtomicInteger();
        private final Set<Integer> seen = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean running = new AtomicBoolean(true);
        private final KafkaLog log;
        private final Thread thread = new Thread(this::run, "load");

        Load(KafkaLog log) {
            this.log = log;
        }

        void start() {
            thread.start();
        }

        private void run() {
            for (int i = 0; running.get(); i++) {
                append(i % PARTITIONS, "record-" + i);
                LockSupport.parkNanos(500_000);
            }
        }

        private void append(int partition, String text) {
            log.append(
                    TOPIC,
                    partition,
                    text.getBytes(StandardCharsets.UTF_8),
                    new Acknowledgement() {
                        @Override
                        public void acknowledged() {
                            acknowledged.add(text);
                            seen.add(partition);
                        }

                        @Override
                        public void failed(AppendFailure failure) {
                            refused.incrementAndGet();
                        }
                    });
        }

        // What is acknowledged now may have been sent before the kill; what is acknowledged after a
        // first whole round of partitions was not.
        void awaitEveryPartitionAgain() {
            for (int round = 0; round < 3; round++) {
                seen.clear();
                await().atMost(Duration.ofSeconds(40)).until(() -> seen.size() == PARTITIONS);
            }
        }

        void stop() {
            running.set(false);
            await().until(() -> !thread.isAlive());
        }
    }
}
