package dev.halley.logic.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The numbers that {@link NumberedAppends} left in the topic. */
final class TopicContent {
    private TopicContent() {}

    /** All there are, by partition, in their order. */
    static Map<Integer, List<Integer>> read(String bootstrapServers) {
        List<TopicPartition> partitions =
                IntStream.range(0, NumberedAppends.PARTITIONS)
                        .mapToObj(i -> new TopicPartition(NumberedAppends.TOPIC, i))
                        .toList();
        Map<Integer, List<Integer>> found = new HashMap<>();
        partitions.forEach(one -> found.put(one.partition(), new ArrayList<>()));
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(
                                record ->
                                        found.computeIfAbsent(
                                                        record.partition(), i -> new ArrayList<>())
                                                .add(number(record.value())));
            }
        }
        return found;
    }

    private static int number(byte[] value) {
        return Integer.parseInt(new String(value, StandardCharsets.UTF_8));
    }
}
