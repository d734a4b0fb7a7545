package dev.halley.job.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.api.comet.Delivery;
import dev.halley.api.kafka.Topics;
import dev.halley.api.record.Record;
import dev.halley.api.redis.RedisKeys;
import dev.halley.job.support.Backends;
import dev.halley.job.support.FakeComet;
import dev.halley.job.support.Records;
import dev.halley.runtime.discovery.StaticDirectory;
import dev.halley.testkit.redis.RedisVisit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job and what it writes beside its deliveries, with a real Kafka and a real Redis. */
@Timeout(120)
class JobStreamsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir static Path folder;
    private static Backends backends;
    private FakeComet comet;

    @BeforeAll
    static void start() throws Exception {
        backends = new Backends(folder);
    }

    @AfterAll
    static void stop() {
        backends.close();
    }

    @BeforeEach
    void startComet() throws Exception {
        comet = new FakeComet("comet-1");
    }

    @AfterEach
    void stopComet() {
        comet.close();
    }

    @Test
    void deliversOnceWhatCameTwiceAndTellsOfUsersWithoutASession() throws Exception {
        String user = "123";
        backends.register(user, comet.instance(), 7);
        long until = System.currentTimeMillis() + 60_000;
        try (RunningJob job = job()) {
            await().atMost(LIMIT).until(job::ready);
            for (int i = 0; i < 2; i++) {
                backends.pushToUser(user, once(Records.toUser(501, user, "stream"), until));
                Record toKey = once(Records.toKey(502, "key-" + user, "key"), until);
                backends.pushToUser(user, toKey);
                backends.pushToUser(user, once(Records.toUser(503, user + "-away", "away"), until));
            }
            backends.pushToUser(user, Records.toUser(504, user, "last"));

            await().atMost(LIMIT).until(() -> comet.payloads().contains("last"));
            assertThat(comet.payloads()).containsExactly("stream", "key", "last");
            assertThat(comet.deliveries().get(0).getToSessions().getPositions(0).getOffset())
                    .isEqualTo(1);
            assertThat(job.count("halley.job.claims", "event", "repeated")).isEqualTo(1);
            assertThat(job.count("halley.job.appends", "event", "repeated")).isEqualTo(2);
            await().atMost(LIMIT)
                    .until(() -> job.count("halley.job.offline", "event", "written") == 1);
            assertThat(backends.read(Topics.OFFLINE))
                    .filteredOn(value -> value.contains("\"user\":\"" + user + "-away\""))
                    .singleElement()
                    .asString()
                    .contains("\"message_id\":\"503\"", "\"payload_base64\":\"YXdheQ==\"");
        }
    }

    @Test
    void redisOnlyComparesWhatTheJobWroteLastAndReadsTheHeadWhenThatIsNotThere() throws Exception {
        String user = "321";
        backends.register(user, comet.instance(), 8);
        try (RunningJob job = job()) {
            await().atMost(LIMIT).until(job::ready);
            String head = new RedisKeys("default").streamHead("user:" + user);
            // What is not committed yet has to be read, now and then.
            while (job.count("halley.job.appends", "event", "mistaken") == 0) {
                long known = (long) job.count("halley.job.appends", "event", "known");
                while (job.count("halley.job.appends", "event", "known") == known) {
                    push(user);
                }
                RedisVisit.to(backends.redis().uri(), redis -> redis.hset(head, "recent", "0:0 1"));
                push(user);
            }

            // Another server does not have the scripts.
            RedisVisit.to(backends.redis().uri(), redis -> redis.scriptFlush());
            push(user);

            List<Delivery> deliveries = comet.deliveries();
            assertThat(job.count("halley.job.appends", "event", "appended"))
                    .isEqualTo(deliveries.size());
            assertThat(deliveries)
                    .extracting(one -> one.getToSessions().getPositions(0).getOffset())
                    .isEqualTo(LongStream.rangeClosed(1, deliveries.size()).boxed().toList());
        }
    }

    private void push(String user) throws Exception {
        int before = comet.deliveries().size();
        backends.pushToUser(user, Records.toUser(600 + before, user, "one of many"));
        await().atMost(LIMIT).until(() -> comet.deliveries().size() > before);
    }

    private static Record once(Record record, long untilMs) {
        return record.toBuilder().setOnceUntilMs(untilMs).build();
    }

    private RunningJob job() {
        StaticDirectory nodes = new StaticDirectory(List.of(comet.address()));
        return new RunningJob("job-1", "once", backends, nodes, Map.of());
    }
}
