package dev.halley.logic.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.logic.kafka.AppendFailure.Kind;
import dev.halley.logic.kafka.NumberedAppends.Append;
import dev.halley.logic.kafka.topics.TopicPlan;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold of a log whose broker answers nothing for longer than the deadline. */
final class Outage {
    static final Duration DEADLINE = Duration.ofSeconds(1);
    // The sweep is due every 20 ms; the rest is for a machine that does much else.
    private static final Duration MARGIN = Duration.ofMillis(700);
    private static final Duration LENGTH = DEADLINE.multipliedBy(3).plus(MARGIN);

    private final String bootstrapServers;

    Outage(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    void holds(Runnable begin, Runnable end) {
        Map<String, String> connection = Map.of("bootstrap.servers", bootstrapServers);
        var plan = new TopicPlan(NumberedAppends.TOPIC, NumberedAppends.PARTITIONS, "key", true);
        var settings =
                new ProducerSettings("test", DEADLINE, Duration.ZERO, 65_536, 1 << 24, connection);
        try (KafkaLog log = new KafkaLog(settings);
                KafkaWatch watch =
                        new KafkaWatch(
                                connection, 1, List.of(plan), Map.of(log, List.of(plan.name())))) {
            watch.start(Duration.ofSeconds(30));
            await().atMost(Duration.ofSeconds(30)).until(() -> watch.whyNotReady().isEmpty());
            during(begin, end, log);
        }
    }

    private void during(Runnable begin, Runnable end, KafkaLog log) {
        NumberedAppends load = new NumberedAppends(log);
        load.start();
        load.awaitAccepted(200);
        begin.run();
        long away = System.nanoTime();
        await().atMost(LENGTH.multipliedBy(2)).pollDelay(LENGTH).until(() -> true);
        long back = System.nanoTime();
        end.run();
        load.awaitAccepted(200);
        List<Append> appends = load.stop();

        assertThat(appends).allMatch(one -> one.tookNanos() < DEADLINE.plus(MARGIN).toNanos());
        long overdue = away + DEADLINE.plus(MARGIN).toNanos();
        List<Append> refusedAtOnce =
                appends.stream().filter(one -> one.begunWithin(overdue, back)).toList();
        assertThat(refusedAtOnce)
                .hasSizeGreaterThan(100)
                .allMatch(one -> one.failure() == Kind.OVERDUE);
        assertNothingIsTwice(appends, log);
    }

    private void assertNothingIsTwice(List<Append> appends, KafkaLog log) {
        Map<Integer, List<Integer>> content = TopicContent.read(bootstrapServers);
        Set<Integer> present = new HashSet<>();
        for (List<Integer> numbers : content.values()) {
            // In order, so nothing is there twice.
            assertThat(numbers).isSorted().doesNotHaveDuplicates();
            present.addAll(numbers);
        }
        assertThat(appends.stream().filter(Append::accepted))
                .allMatch(one -> present.contains(one.number()));
        List<Append> uncertain =
                appends.stream()
                        .filter(one -> !one.accepted() && present.contains(one.number()))
                        .toList();
        assertThat(uncertain).allMatch(one -> one.failure() == Kind.TIMEOUT);
        assertThat(log.lateAcknowledgements()).isEqualTo(uncertain.size()).isPositive();
    }
}
