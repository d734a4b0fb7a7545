package dev.halley.job.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.embedded.redis.RedisCluster;
import dev.halley.embedded.redis.RedisSentinels;
import dev.halley.embedded.redis.RedisServer;
import dev.halley.job.support.Backends;
import dev.halley.job.support.FakeComet;
import dev.halley.job.support.Records;
import dev.halley.job.support.RouteWriter;
import dev.halley.runtime.discovery.StaticDirectory;
import dev.halley.testkit.redis.RedisVisit;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a job does when a part of Redis lost what it had. */
@Timeout(180)
class RedisSetupsIT {
    // Enough for every master of a cluster to have some.
    private static final int USERS = 30;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir static Path folder;
    private static Backends backends;

    @TempDir private Path data;
    private FakeComet comet;
    private String group;
    private long nextId = 1;

    @BeforeAll
    static void startKafka() throws Exception {
        backends = new Backends(folder);
    }

    @AfterAll
    static void stopKafka() {
        backends.close();
    }

    @BeforeEach
    void startComet(TestInfo test) {
        group = test.getTestMethod().orElseThrow().getName();
        comet = new FakeComet("comet-1");
    }

    @AfterEach
    void stopComet() {
        comet.close();
    }

    @Test
    void looksUpUsersOnEveryMasterAndNoticesThatOneWasEmptied() throws Exception {
        try (RedisCluster redis = new RedisCluster(data, 3, 0)) {
            redis.start();
            try (RouteWriter writer = RouteWriter.toCluster(redis.master(0).uri());
                    RunningJob job = job(redis.uri())) {
                comet.onReplay(() -> writeAll(writer));
                await().atMost(LIMIT).until(job::ready);
                pushToAllAndAwait("first");
                int replays = comet.replays().size();

                empty(redis.master(1));
                pushToAllAndAwait("after a wipe");
                assertThat(comet.replays()).hasSize(replays + 1);

                redis.master(2).stop();
                redis.master(2).start();
                pushToAllAndAwait("after a restart");
                assertThat(comet.replays()).hasSizeGreaterThan(replays + 1);
            }
        }
    }

    @Test
    void hasRoutesReplayedWhenSentinelsMadeAnotherMaster() throws Exception {
        try (RedisSentinels redis = new RedisSentinels(data)) {
            redis.start();
            try (RunningJob job = job(redis.uri())) {
                comet.onReplay(
                        () -> {
                            try (RouteWriter writer = RouteWriter.bySentinel(redis.uri())) {
                                writeAll(writer);
                            }
                        });
                await().atMost(LIMIT).until(job::ready);
                pushToAllAndAwait("first");
                int replays = comet.replays().size();

                redis.first().kill();
                await().atMost(LIMIT).until(() -> !job.ready());
                pushToAllAndAwait("after the failover");

                assertThat(comet.replays()).hasSize(replays + 1);
                await().atMost(LIMIT).until(job::ready);
            }
        }
    }

    private static void empty(RedisServer redis) {
        RedisVisit.to(redis.uri(), RedisCommands::flushall);
    }

    private void writeAll(RouteWriter writer) {
        for (int i = 0; i < USERS; i++) {
            writer.write(user(i), comet.instance(), 100 + i);
        }
    }

    private String user(int i) {
        return group + "-" + i;
    }

    private void pushToAllAndAwait(String what) throws Exception {
        for (int i = 0; i < USERS; i++) {
            backends.pushToUser(user(i), Records.toUser(nextId++, user(i), what + "-" + i));
        }
        List<String> expected = IntStream.range(0, USERS).mapToObj(i -> what + "-" + i).toList();
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(comet.payloads()).containsAll(expected));
    }

    private RunningJob job(String redis) {
        return new RunningJob(
                "job-1",
                group,
                backends,
                new StaticDirectory(List.of(comet.address())),
                Map.of("halley.redis.uri", redis));
    }
}
