package dev.halley.job.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.api.record.StreamPosition;
import dev.halley.job.support.Backends;
import dev.halley.job.support.FakeComet;
import dev.halley.job.support.Payloads;
import dev.halley.job.support.Records;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Redis and Kafka go away, and come back with all, some or nothing of what they had. */
@Timeout(120)
class JobStoresIT {
    // Of one test alone: every test reads the topics from their beginning.
    private static final long SESSION = 4711;
    private static final Duration LIMIT = JobBed.LIMIT;

    @RegisterExtension private static final JobBed bed = new JobBed();

    private Backends backends;
    private FakeComet comet;
    private FakeComet other;
    private String group;
    private String room;

    @BeforeEach
    void lookAround() {
        backends = bed.backends();
        comet = bed.comet();
        other = bed.other();
        group = bed.group();
        room = bed.room();
    }

    @Test
    void holdsPushesToUsersWhileRedisIsAwayAndHasRoutesReplayedWhenItComesBackEmpty()
            throws Exception {
        String user = group;
        backends.register(user, comet.instance(), 7);
        comet.onReplay(() -> backends.registerAgain(user, comet.instance(), 7));
        try (RunningJob job = bed.job("job-1")) {
            await().atMost(LIMIT).until(job::ready);
            backends.pushToUser(user, Records.toUser(1, user, user + "-1"));
            await().atMost(LIMIT).until(() -> comet.payloads().contains(user + "-1"));
            backends.emptyRedis();
            backends.redis().kill();

            backends.pushToUser(user, Records.toUser(2, user, user + "-2"));
            await().atMost(LIMIT)
                    .until(() -> job.count("halley.job.appends", "event", "retry") > 0);
            backends.redis().start();

            await().atMost(LIMIT).until(() -> comet.payloads().contains(user + "-2"));
            assertThat(comet.replays()).hasSize(1);
            assertThat(job.count("halley.job.offline", "event", "written")).isZero();
            assertThat(backends.incarnation() + "?").isEqualTo(comet.replays().get(0));
        } finally {
            backends.redis().start();
        }
    }

    @Test
    void hasRoutesReplayedWhenRedisWasRestartedAlthoughItKeptItsWord() throws Exception {
        String user = group;
        backends.register(user, comet.instance(), 7);
        comet.onReplay(() -> backends.registerAgain("lost-" + user, comet.instance(), 8));
        try (RunningJob job = bed.job("job-1")) {
            await().atMost(LIMIT).until(job::ready);
            backends.pushToUser(user, Records.toUser(1, user, user + "-1"));
            await().atMost(LIMIT).until(() -> comet.payloads().contains(user + "-1"));
            String word = backends.incarnation();

            // In order: not even the last second is lost, which nobody can know.
            backends.redis().stop();
            backends.redis().start();
            assertThat(backends.incarnation()).isEqualTo(word);
            backends.pushToUser("lost-" + user, Records.toUser(2, "lost-" + user, user + "-2"));

            await().atMost(LIMIT).until(() -> comet.payloads().contains(user + "-2"));
            assertThat(comet.replays()).hasSize(1);
            assertThat(backends.incarnation()).isNotEqualTo(word);
        } finally {
            backends.redis().start();
        }
    }

    @Test
    void streamsGoOnInTheirEpochAfterARestartOfRedisThatKeptThem() throws Exception {
        List<String> users = IntStream.range(0, 8).mapToObj(i -> group + "é" + i).toList();
        for (String user : users) {
            backends.register(user, comet.instance(), session(users, user));
        }
        comet.onReplay(
                () ->
                        users.forEach(
                                user ->
                                        backends.registerAgain(
                                                user, comet.instance(), session(users, user))));
        try (RunningJob job = bed.job("job-1")) {
            await().atMost(LIMIT).until(job::ready);
            List<StreamPosition> before = pushToEach(users, 1);
            double begun = job.count("halley.job.appends", "event", "epoch_begun");
            assertThat(begun).isGreaterThanOrEqualTo(users.size());

            // In order: nothing is lost.
            backends.redis().stop();
            backends.redis().start();
            List<StreamPosition> after = pushToEach(users, 2);

            assertThat(after)
                    .isEqualTo(
                            before.stream()
                                    .map(at -> at.toBuilder().setOffset(at.getOffset() + 1).build())
                                    .toList());
            assertThat(job.count("halley.job.appends", "event", "unproved")).isPositive();
            assertThat(job.count("halley.job.appends", "event", "epoch_begun")).isEqualTo(begun);
        } finally {
            backends.redis().start();
        }
    }

    private static long session(List<String> users, String user) {
        return SESSION + 1 + users.indexOf(user);
    }

    /** Pushes the same to each, over several partitions, and gives where it stands in the streams. */
    private List<StreamPosition> pushToEach(List<String> users, int number) throws Exception {
        for (String user : users) {
            long id = number * 100L + users.indexOf(user);
            backends.pushToUser(user, Records.toUser(id, user, user + "-" + number));
        }
        List<String> payloads = users.stream().map(user -> user + "-" + number).toList();
        await().atMost(LIMIT).until(() -> comet.payloads().containsAll(payloads));
        return payloads.stream().map(this::place).toList();
    }

    private StreamPosition place(String payload) {
        return comet.deliveries().stream()
                .filter(delivery -> Payloads.of(delivery).equals(payload))
                .map(delivery -> delivery.getToSessions().getPositions(0))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void roomsWithoutStreamsFlowWhileRedisIsAwayAndUsersWaitInOrder() throws Exception {
        String user = group;
        comet.join(room);
        backends.register(user, other.instance(), SESSION);
        try (RunningJob job = bed.job("job-1", Map.of("halley.streams.rooms.size", "0"))) {
            await().atMost(LIMIT).until(job::ready);
            pushToUser(user, 0, 10);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(other.payloadsOf(SESSION)).hasSize(10));
            backends.redis().kill();

            pushToUser(user, 10, 20);
            backends.pushNumbers(room, 0, 50);
            await().atMost(LIMIT)
                    .untilAsserted(
                            () ->
                                    assertThat(comet.payloadsOf(room))
                                            .isEqualTo(Backends.numbers(0, 50)));
            assertThat(other.payloadsOf(SESSION)).hasSize(10);
            backends.redis().start();
            backends.register(user, other.instance(), SESSION);

            await().atMost(LIMIT)
                    .untilAsserted(
                            () ->
                                    assertThat(other.payloadsOf(SESSION))
                                            .isEqualTo(Backends.numbers(0, 20)));
        } finally {
            backends.redis().start();
        }
    }

    @Test
    void saysSoWhileTheBrokerIsStoppedAndGoesOnByItself() throws Exception {
        comet.join(room);
        try (RunningJob job = bed.job("job-1")) {
            await().atMost(LIMIT).until(job::ready);
            backends.pushNumbers(room, 0, 10);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(comet.payloadsOf(room)).hasSize(10));

            backends.kafka().stop();
            await().atMost(LIMIT).until(() -> !job.ready());
            backends.kafka().start();
            await().atMost(LIMIT).until(job::ready);
            backends.pushNumbers(room, 10, 20);

            await().atMost(LIMIT)
                    .untilAsserted(
                            () ->
                                    assertThat(comet.payloadsOf(room))
                                            .isEqualTo(Backends.numbers(0, 20)));
        } finally {
            backends.kafka().start();
        }
    }

    private void pushToUser(String user, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            backends.pushToUser(user, Records.toUser(i, user, Integer.toString(i)));
        }
    }
}
