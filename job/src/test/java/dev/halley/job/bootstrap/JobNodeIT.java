package dev.halley.job.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.api.kafka.Topics;
import dev.halley.job.support.Backends;
import dev.halley.job.support.FakeComet;
import dev.halley.job.support.Records;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class JobNodeIT {
    private static final Duration LIMIT = JobBed.LIMIT;

    /** Waits for a comet that finishes nothing longer than any test takes. */
    private static final Map<String, String> PATIENT = Map.of("halley.job.stall-timeout", "60s");

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
    void deliversToUsersRoomsAndEveryone() throws Exception {
        String user = group;
        comet.join(room);
        backends.register(user, other.instance(), 7);
        try (RunningJob job = bed.job("job-1")) {
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
        try (RunningJob job = bed.job("job-1", PATIENT)) {
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
        RunningJob first = bed.job("job-1", PATIENT);
        await().atMost(LIMIT).until(first::ready);
        List<String> numbers = backends.pushNumbers(room, 0, 20);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(comet.payloadsOf(room)).isEqualTo(numbers));

        first.kill();
        comet.finishing(true);
        try (RunningJob second = bed.job("job-1", PATIENT)) {
            await().atMost(LIMIT).until(() -> comet.deliveries().size() >= 40);
            assertThat(comet.payloadsOf(room)).isEqualTo(numbers);
            assertThat(second.ready()).isTrue();
        }
    }

    @Test
    void sendsAgainInOrderWhenACometComesBack() throws Exception {
        comet.join(room);
        comet.finishing(false);
        try (RunningJob job = bed.job("job-1", PATIENT)) {
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
        try (RunningJob job = bed.job("job-1")) {
            await().atMost(LIMIT).until(job::ready);
            comet.accepting(false);
            backends.pushNumbers(room, 0, 10);
            // Not what is committed so far and ten more: earlier tests may have left as many there.
            long end = backends.end(Topics.ROOM, partition);

            await().atMost(LIMIT)
                    .until(() -> backends.committed(group, Topics.ROOM, partition) == end);
            comet.accepting(true);

            await().atMost(LIMIT).until(() -> !comet.skipped().isEmpty());
            assertThat(other.payloadsOf(room)).hasSize(10);
        }
    }

    @Test
    void provesItsOwnershipToACometThatHasSeenAHigherEpoch() throws Exception {
        comet.join(room);
        comet.refuseUpTo(1_000);
        try (RunningJob job = bed.job("job-1")) {
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
        try (RunningJob one = bed.job("job-1")) {
            await().atMost(LIMIT).until(one::ready);
            backends.pushNumbers(room, 0, 50);
            try (RunningJob two = bed.job("job-2")) {
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
        try (RunningJob job = bed.job("job-1")) {
            await().atMost(LIMIT).until(job::ready);

            backends.send(Topics.ROOM, partition, new byte[] {(byte) 0xff, 1, 2});
            backends.pushNumbers(room, 0, 1);

            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(comet.payloadsOf(room)).containsExactly("0"));
            assertThat(job.count("halley.job.records", "outcome", "unreadable")).isPositive();
        }
    }
}
