package dev.halley.job.support;

import dev.halley.api.kafka.Topics;
import dev.halley.api.record.Record;
import dev.halley.api.redis.RedisKeys;
import dev.halley.api.redis.RouteValue;
import dev.halley.embedded.kafka.KafkaBroker;
import dev.halley.embedded.redis.RedisServer;
import dev.halley.testkit.redis.RedisVisit;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A real Kafka and a real Redis, with what logic would write to them. */
public final class Backends implements AutoCloseable {
    public static final int PUSH_PARTITIONS = 4;
    public static final int ROOM_PARTITIONS = 4;
    private static final RedisKeys KEYS = new RedisKeys("default");

    private final KafkaBroker kafka;
    private final RedisServer redis;
    private final KafkaProducer<byte[], byte[]> producer;

    /** Starts both in this folder. */
    public Backends(Path folder) throws Exception {
        kafka = new KafkaBroker(folder.resolve("kafka"), 0);
        redis = new RedisServer(folder.resolve("redis"), 0);
        kafka.start();
        redis.start();
        try (Admin admin = admin()) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(Topics.PUSH, PUSH_PARTITIONS, (short) 1),
                                    new NewTopic(Topics.ROOM, ROOM_PARTITIONS, (short) 1),
                                    new NewTopic(Topics.ALL, 1, (short) 1),
                                    new NewTopic(Topics.OFFLINE, 1, (short) 1)))
                    .all()
                    .get();
        }
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    public KafkaBroker kafka() {
        return kafka;
    }

    public RedisServer redis() {
        return redis;
    }

    /** Says that routes are whole, and that this user has this session. */
    public void register(String user, String instance, long session) {
        onRedis(
                commands -> {
                    commands.set(KEYS.incarnation(), replicationId(commands) + ":first");
                    addRoute(commands, user, instance, session);
                });
    }

    /** Writes a route again, as a comet's replay does. */
    public void registerAgain(String user, String instance, long session) {
        onRedis(commands -> addRoute(commands, user, instance, session));
    }

    private static String replicationId(RedisCommands<String, String> commands) {
        return commands.info("replication")
                .lines()
                .filter(line -> line.startsWith("master_replid:"))
                .map(line -> line.substring(line.indexOf(':') + 1))
                .findFirst()
                .orElseThrow();
    }

    private static void addRoute(
            RedisCommands<String, String> commands, String user, String instance, long session) {
        String value = RouteValue.format(1, session, instance);
        commands.hset(KEYS.userRoutes(user), "key-" + user, value);
        commands.set(KEYS.route("key-" + user), value);
    }

    public String incarnation() {
        String[] word = new String[1];
        onRedis(commands -> word[0] = commands.get(KEYS.incarnation()));
        return word[0];
    }

    public void emptyRedis() {
        onRedis(RedisCommands::flushall);
    }

    private void onRedis(Consumer<RedisCommands<String, String>> work) {
        RedisVisit.to(redis.uri(), work);
    }

    public void pushToUser(String user, Record record) throws Exception {
        send(Topics.PUSH, Topics.ofUser("default", user, PUSH_PARTITIONS), record.toByteArray());
    }

    public void pushToRoom(String room, Record record) throws Exception {
        send(Topics.ROOM, Topics.ofRoom("default", room, ROOM_PARTITIONS), record.toByteArray());
    }

    public void pushToEveryone(Record record) throws Exception {
        send(Topics.ALL, 0, record.toByteArray());
    }

    /** Writes to a partition and waits until Kafka has it. */
    public void send(String topic, int partition, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, partition, null, value)).get();
    }

    /** Numbers from one to n, pushed to a room. */
    public List<String> pushNumbers(String room, int from, int to) throws Exception {
        List<String> numbers = numbers(from, to);
        for (String number : numbers) {
            pushToRoom(room, Records.toRoom(Long.parseLong(number), room, number));
        }
        return numbers;
    }

    /** The numbers from one up to another, as texts. */
    public static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    /** Everything in the first partition of a topic, as texts. */
    public List<String> read(String topic) {
        List<String> values = new ArrayList<>();
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (KafkaConsumer<byte[], String> consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(one -> values.add(one.value()));
            }
        }
        return values;
    }

    /** Committed offset of a partition; 0 when there is none. */
    public long committed(String group, String topic, int partition) throws Exception {
        try (Admin admin = admin()) {
            Map<TopicPartition, OffsetAndMetadata> offsets =
                    new HashMap<>(
                            admin.listConsumerGroupOffsets(group)
                                    .partitionsToOffsetAndMetadata()
                                    .get());
            OffsetAndMetadata offset = offsets.get(new TopicPartition(topic, partition));
            return offset == null ? 0 : offset.offset();
        }
    }

    /** Where a partition ends now. */
    public long end(String topic, int partition) throws Exception {
        TopicPartition of = new TopicPartition(topic, partition);
        try (Admin admin = admin()) {
            return admin.listOffsets(Map.of(of, OffsetSpec.latest()))
                    .partitionResult(of)
                    .get()
                    .offset();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        kafka.close();
        redis.close();
    }
}
