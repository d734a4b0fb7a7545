package dev.halley.job.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.api.kafka.Topics;
import dev.halley.job.support.Backends;
import dev.halley.job.support.FakeComet;
import dev.halley.job.support.Records;
import dev.halley.runtime.discovery.StaticDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JobNodeIT {
    // Of one test alone: every test reads the topics from their beginning.
    private static final long SESSION = 4711;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir static Path folder;
    private static Backends backends;

    private FakeComet comet;
    private FakeComet other;
    private StaticDirectory nodes;
    private String group;
    private String room;

    @BeforeAll
    static void startBackends() throws Exception {
        backends = new Backends(folder);
    }

    @AfterAll
    static void stopBackends() {
        backends.close();
    }

    @BeforeEach
    void startComets(TestInfo test) {
        group = test.getTestMethod().orElseThrow().getName();
        room = "live://" + group;
        comet = new FakeComet("comet-1");
        other = new FakeComet("comet-2");
        nodes = new StaticDirectory(List.of(comet.address(), other.address()));
    }

    @AfterEach
    void stopComets() {
        comet.close();
        other.close();
    }

    @Test
    void deliversToUsersRoomsAndEveryone() throws Exception {
        String user = group;
        comet.join(room);
        backends.register(user, other.instance(), 7);
        try (RunningJob job = job("job-1")) {
            await().atMost(LIMIT).until(job::ready);

            backends.pushToRoom(room, Records.toRoom(1, room, "to-room"));
            backends.pushToUser(user, Records.toUser(2, user, "to-user"));
            backends.pushToUser(user, Records.toKey(3, "key-" + user, "to-key"));
            backends.pushToEveryone(Records.toEveryone(4, 0, "to-all-" + group));

            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> {
                                assertThat(comet.payloads())
                                        .contains("to-room", "to-all-" + group)
                                        .doesNotContain("to-user", "to-key");
                                assertThat(other.payloads())
                                        .contains("to-user", "to-key", "to-all-" + group)
                                        .doesNotContain("to-room");
                            });
        }
    }

    @Test
    void commitsWhatIsFinishedAndNothingElse() throws Exception {
        comet.join(room);
        comet.finishing(false);
        int partition = Topics.ofRoom("default", room, Backends.ROOM_PARTITIONS);
        try (RunningJob job = job("job-1")) {
            await().atMost(LIMIT).until(job::ready);
            backends.pushNumbers(room, 0, 10);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(comet.payloadsOf(room)).hasSize(10));
            long before = backends.committed(group, Topics.ROOM, partition);

            comet.finishing(true);

            await().atMost(LIMIT)
                    .until(() -> backends.committed(group, Topics.ROOM, partition) >= before + 10);
        }
    }

    @Test
    void deliversAgainWhatAKilledJobHadNotCommitted() throws Exception {
        comet.join(room);
        comet.finishing(false);
        RunningJob first = job("job-1");
        await().atMost(LIMIT).until(first::ready);
        List<String> numbers = backends.pushNumbers(room, 0, 20);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(comet.payloadsOf(room)).isEqualTo(numbers));

        first.kill();
        comet.finishing(true);
        try (RunningJob second = job("job-1")) {
            await().atMost(LIMIT).until(() -> comet.deliveries().size() >= 40);
            assertThat(comet.payloadsOf(room)).isEqualTo(numbers);
            assertThat(second.ready()).isTrue();
        }
    }

    @Test
    void holdsPushesToUsersWhileRedisIsAwayAndHasRoutesReplayedWhenItComesBackEmpty()
            throws Exception {
        String user = group;
        backends.register(user, comet.instance(), 7);
        comet.onReplay(() -> backends.registerAgain(user, comet.instance(), 7));
        try (RunningJob job = job("job-1")) {
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
        try (RunningJob job = job("job-1")) {
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
    void roomsWithoutStreamsFlowWhileRedisIsAwayAndUsersWaitInOrder() throws Exception {
        String user = group;
        comet.join(room);
        backends.register(user, other.instance(), SESSION);
        try (RunningJob job =
                new RunningJob(
                        "job-1",
                        group,
                        backends,
                        nodes,
                        Map.of("halley.streams.rooms.size", "0"))) {
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
        try (RunningJob job = job("job-1")) {
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

    @Test
    void sendsAgainInOrderWhenACometComesBack() throws Exception {
        comet.join(room);
        comet.finishing(false);
        try (RunningJob job = job("job-1")) {
            await().atMost(LIMIT).until(job::ready);
            backends.pushNumbers(room, 0, 10);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(comet.payloadsOf(room)).hasSize(10));

            comet.accepting(false);
            backends.pushNumbers(room, 10, 20);
            comet.finishing(true);
            comet.accepting(true);

            await().atMost(LIMIT)
                    .untilAsserted(
                            () ->
                                    assertThat(comet.payloadsOf(room))
                                            .isEqualTo(Backends.numbers(0, 20)));
            assertThat(comet.skipped()).isEmpty();
            assertThat(job.count("halley.job.events", "event", "sent_again"))
                    .isGreaterThanOrEqualTo(10);
        }
    }

    @Test
    void waitsOnceForACometThatStaysAwayAndTellsItWhatItMissed() throws Exception {
        comet.join(room);
        other.join(room);
        int partition = Topics.ofRoom("default", room, Backends.ROOM_PARTITIONS);
        try (RunningJob job = job("job-1")) {
            await().atMost(LIMIT).until(job::ready);
            comet.accepting(false);
            long before = backends.committed(group, Topics.ROOM, partition);
            backends.pushNumbers(room, 0, 10);

            await().atMost(LIMIT)
                    .until(() -> backends.committed(group, Topics.ROOM, partition) >= before + 10);
            comet.accepting(true);

            await().atMost(LIMIT).until(() -> !comet.skipped().isEmpty());
            assertThat(other.payloadsOf(room)).hasSize(10);
        }
    }

    @Test
    void provesItsOwnershipToACometThatHasSeenAHigherEpoch() throws Exception {
        comet.join(room);
        comet.refuseUpTo(1_000);
        try (RunningJob job = job("job-1")) {
            await().atMost(LIMIT).until(job::ready);
            backends.pushNumbers(room, 0, 5);

            await().atMost(LIMIT)
                    .untilAsserted(
                            () ->
                                    assertThat(comet.payloadsOf(room))
                                            .isEqualTo(Backends.numbers(0, 5)));
            assertThat(comet.refusals()).isPositive();
        }
    }

    @Test
    void partitionsMoveBetweenJobsWithoutLossOrDisorder() throws Exception {
        comet.join(room);
        String second = room + "-2";
        comet.join(second);
        try (RunningJob one = job("job-1")) {
            await().atMost(LIMIT).until(one::ready);
            backends.pushNumbers(room, 0, 50);
            try (RunningJob two = job("job-2")) {
                await().atMost(LIMIT).until(two::ready);
                backends.pushNumbers(room, 50, 100);
                backends.pushNumbers(second, 0, 50);
            }
            backends.pushNumbers(second, 50, 100);

            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> {
                                assertThat(comet.payloadsOf(room))
                                        .isEqualTo(Backends.numbers(0, 100));
                                assertThat(comet.payloadsOf(second))
                                        .isEqualTo(Backends.numbers(0, 100));
                            });
        }
    }

    @Test
    void skipsWhatItCannotRead() throws Exception {
        comet.join(room);
        int partition = Topics.ofRoom("default", room, Backends.ROOM_PARTITIONS);
        try (RunningJob job = job("job-1")) {
            await().atMost(LIMIT).until(job::ready);

            backends.send(Topics.ROOM, partition, new byte[] {(byte) 0xff, 1, 2});
            backends.pushNumbers(room, 0, 1);

            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(comet.payloadsOf(room)).containsExactly("0"));
            assertThat(job.count("halley.job.records", "outcome", "unreadable")).isPositive();
        }
    }

    private static void pushToUser(String user, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            backends.pushToUser(user, Records.toUser(i, user, Integer.toString(i)));
        }
    }

    private RunningJob job(String name) {
        return new RunningJob(name, group, backends, nodes, Map.of());
    }
}
