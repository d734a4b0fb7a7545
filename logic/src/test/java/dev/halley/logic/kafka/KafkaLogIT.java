package dev.halley.logic.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.embedded.kafka.KafkaBroker;
import dev.halley.logic.kafka.AppendFailure.Kind;
import dev.halley.logic.kafka.topics.TopicPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class KafkaLogIT {
    private static final String TOPIC = "a-topic";
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    @Test
    void failsAtOnceWhenFullAndWithinTheDeadlineWhenKafkaIsAway(@TempDir Path data) {
        try (KafkaBroker kafka = new KafkaBroker(data, 0)) {
            kafka.start();
            Map<String, String> connection = Map.of("bootstrap.servers", kafka.bootstrapServers());
            KafkaLog log =
                    new KafkaLog(
                            new ProducerSettings(
                                    "test", DEADLINE, Duration.ZERO, 65_536, 1 << 20, connection));
            Outcomes early = new Outcomes();
            log.append(TOPIC, 0, new byte[1], early);
            assertThat(early.failures).containsExactly(Kind.NOT_READY);
            TopicPlan plan = new TopicPlan(TOPIC, 1, "key", true);
            KafkaWatch watch =
                    new KafkaWatch(connection, 1, List.of(plan), Map.of(log, List.of(TOPIC)));
            watch.start(Duration.ofSeconds(30));
            try {
                await().until(() -> watch.whyNotReady().isEmpty());
                fill(log);
                takeKafkaAway(kafka, log);
                log.close();
                Outcomes late = new Outcomes();
                log.append(TOPIC, 0, new byte[1], late);
                assertThat(late.failures).containsExactly(Kind.CLOSED);
            } finally {
                watch.close();
                log.close();
            }
        }
    }

    // Far faster than a broker takes them.
    private static void fill(KafkaLog log) {
        Outcomes outcomes = new Outcomes();
        byte[] value = new byte[60_000];
        for (int i = 0; i < 2_000; i++) {
            log.append(TOPIC, 0, value, outcomes);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> outcomes.all() == 2_000);
        assertThat(outcomes.failures).isNotEmpty().contains(Kind.BUFFER_FULL);
        assertThat(outcomes.acknowledged).hasPositiveValue();
    }

    private static void takeKafkaAway(KafkaBroker kafka, KafkaLog log) {
        kafka.stop();
        Outcomes outcomes = new Outcomes();
        for (int i = 0; i < 40; i++) {
            log.append(TOPIC, 0, new byte[1_000], outcomes);
        }
        await().atMost(DEADLINE.plusSeconds(1)).until(() -> outcomes.all() == 40);
        assertThat(outcomes.failures).hasSize(40).containsAnyOf(Kind.TIMEOUT, Kind.AWAY);
        kafka.start();
        Outcomes after = new Outcomes();
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            log.append(TOPIC, 0, new byte[1], after);
                            return after.acknowledged.get() > 0;
                        });
    }

    private static final class Outcomes implements Acknowledgement {
        private final AtomicInteger acknowledged = new AtomicInteger();
        private final List<Kind> failures = new CopyOnWriteArrayList<>();

        int all() {
            return acknowledged.get() + failures.size();
        }

        @Override
        public void acknowledged() {
            acknowledged.incrementAndGet();
        }

        @Override
        public void failed(AppendFailure failure) {
            failures.add(failure.kind());
        }
    }
}
