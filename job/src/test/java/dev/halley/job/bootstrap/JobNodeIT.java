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
        int partition = Topics.ofRoom("default", room, Backends.PUSH_PARTITIONS);
        try (RunningJob job = job("job-1")) {
            await().atMost(LIMIT).until(job::ready);
            backends.pushNumbers(room, 0, 10);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(comet.payloadsOf(room)).hasSize(10));
            long before = backends.committed(group, Topics.PUSH, partition);

            comet.finishing(true);

            await().atMost(LIMIT)
                    .until(() -> backends.committed(group, Topics.PUSH, partition) >= before + 10);
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

    private RunningJob job(String name) {
        return new RunningJob(name, group, backends, nodes, Map.of());
    }
}
