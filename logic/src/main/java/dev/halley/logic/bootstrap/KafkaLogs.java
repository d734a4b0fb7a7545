package dev.halley.logic.bootstrap;

import dev.halley.api.kafka.Topics;
import dev.halley.logic.config.EventsConfig;
import dev.halley.logic.config.LogicConfig;
import dev.halley.logic.config.PushConfig;
import dev.halley.logic.events.SessionEvents;
import dev.halley.logic.kafka.KafkaLog;
import dev.halley.logic.kafka.KafkaWatch;
import dev.halley.logic.kafka.ProducerSettings;
import dev.halley.logic.kafka.topics.TopicPlan;
import dev.halley.runtime.config.KafkaConfig;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The producers of a logic, each with a buffer of its own: a flood of one kind does not take the
 * room of another.
 */
final class KafkaLogs {
    private final Map<String, KafkaLog> byName = new LinkedHashMap<>();
    private final KafkaLog push;
    private final KafkaLog upstream;
    private final Optional<KafkaLog> events;
    private final KafkaWatch watch;

    KafkaLogs(KafkaConfig kafka, LogicConfig logic) {
        Map<String, String> connection = new HashMap<>(kafka.properties());
        connection.put("bootstrap.servers", kafka.bootstrapServers());
        PushConfig config = logic.push();
        push = log("push", pushes("push", config, config.bufferBytes(), connection));
        upstream =
                log(
                        "upstream",
                        pushes("upstream", config, config.upstreamBufferBytes(), connection));
        Map<KafkaLog, List<String>> topics = new HashMap<>();
        topics.put(push, List.of(Topics.PUSH, Topics.ROOM, Topics.ALL));
        topics.put(upstream, List.of(Topics.UPSTREAM));
        List<TopicPlan> plans = plans(kafka);
        if (SessionEvents.written(logic.events().kinds())) {
            KafkaLog log = log("events", events(logic.events(), config, connection));
            topics.put(log, List.of(Topics.EVENTS));
            plans.add(
                    new TopicPlan(
                            Topics.EVENTS,
                            kafka.eventsPartitions(),
                            "halley.kafka.events-partitions",
                            false));
            events = Optional.of(log);
        } else {
            events = Optional.empty();
        }
        watch = new KafkaWatch(connection, kafka.replication(), plans, topics);
    }

    private KafkaLog log(String name, ProducerSettings settings) {
        KafkaLog log = new KafkaLog(settings);
        byName.put(name, log);
        return log;
    }

    private static ProducerSettings pushes(
            String name, PushConfig push, long bufferBytes, Map<String, String> connection) {
        return new ProducerSettings(
                "halley-logic-" + name,
                push.deadline(),
                push.linger(),
                push.batchBytes(),
                bufferBytes,
                connection);
    }

    private static ProducerSettings events(
            EventsConfig events, PushConfig push, Map<String, String> connection) {
        return new ProducerSettings(
                "halley-logic-events",
                events.patience(),
                events.linger(),
                push.batchBytes(),
                events.bufferBytes(),
                connection);
    }

    private static List<TopicPlan> plans(KafkaConfig kafka) {
        List<TopicPlan> plans = new ArrayList<>();
        plans.add(
                new TopicPlan(
                        Topics.PUSH, kafka.pushPartitions(), "halley.kafka.push-partitions", true));
        plans.add(
                new TopicPlan(
                        Topics.ROOM, kafka.roomPartitions(), "halley.kafka.room-partitions", true));
        plans.add(
                new TopicPlan(
                        Topics.ALL, kafka.allPartitions(), "halley.kafka.all-partitions", true));
        plans.add(
                new TopicPlan(
                        Topics.UPSTREAM,
                        kafka.upstreamPartitions(),
                        "halley.kafka.upstream-partitions",
                        false));
        // Job writes it, and creates no topics.
        plans.add(
                new TopicPlan(
                        Topics.OFFLINE,
                        kafka.offlinePartitions(),
                        "halley.kafka.offline-partitions",
                        false));
        return plans;
    }

    void gauges(MeterRegistry registry) {
        Gauge.builder("halley.logic.kafka.up", () -> whyNotReady().isEmpty() ? 1 : 0)
                .register(registry);
        byName.forEach((name, log) -> gauges(name, log, registry));
    }

    private static void gauges(String name, KafkaLog log, MeterRegistry registry) {
        Gauge.builder("halley.logic.kafka.buffer.available", log::bufferAvailableBytes)
                .baseUnit("bytes")
                .tag("log", name)
                .register(registry);
        late(name, "acknowledged", log, KafkaLog::lateAcknowledgements).register(registry);
        late(name, "failed", log, KafkaLog::lateFailures).register(registry);
    }

    private static FunctionCounter.Builder<KafkaLog> late(
            String name, String result, KafkaLog log, ToDoubleFunction<KafkaLog> count) {
        return FunctionCounter.builder("halley.logic.kafka.late", log, count)
                .description("Records that Kafka answered after their caller was refused")
                .tag("log", name)
                .tag("result", result);
    }

    /** Why appends fail now; empty: they should not. */
    Optional<String> whyNotReady() {
        return watch.whyNotReady();
    }

    /** Begins to look for Kafka, and waits a moment for it. */
    void start(Duration patience) {
        watch.start(patience);
    }

    KafkaLog push() {
        return push;
    }

    KafkaLog upstream() {
        return upstream;
    }

    /** Empty when no events are written. */
    Optional<KafkaLog> events() {
        return events;
    }

    /** Waits for what is in flight, at most this long for each; the rest fails. Blocks. */
    void close(Duration limit) {
        watch.close();
        byName.values().forEach(log -> log.close(limit));
    }
}
