package dev.halley.logic.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.halley.embedded.LoopbackPort;
import dev.halley.embedded.redis.RedisCluster;
import dev.halley.embedded.redis.RedisSentinels;
import dev.halley.embedded.redis.RedisServer;
import dev.halley.embedded.redis.RedisSettings;
import dev.halley.logic.errors.UnavailableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RedisSetupsIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String URI = "halley.redis.uri";

    // As docs/operations/stores.md has them.
    private static final List<String> RIGHTS =
            List.of(
                    "~halley:*",
                    "+@read",
                    "+@write",
                    "+@scripting",
                    "+@connection",
                    "+info",
                    "+time",
                    "+cluster|nodes");

    @TempDir private Path data;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void failsAtOnceWhenRedisIsNotThere() {
        try (RedisLink away = Links.to("redis://127.0.0.1:1", meters)) {
            away.connect();

            assertThatThrownBy(() -> add(away, "x")).hasCauseInstanceOf(UnavailableException.class);
            assertThat(away.whyNotReady()).isPresent();
            assertThat(meters.get("halley.logic.redis.errors").tag("reason", "away").counter())
                    .satisfies(counter -> assertThat(counter.count()).isPositive());
        }
    }

    @Test
    void followsTheMasterThatSentinelsMakeWhenTheFirstIsKilled() throws Exception {
        try (RedisSentinels redis = new RedisSentinels(data)) {
            redis.start();
            try (RedisLink link = Links.to(redis.uri(), meters)) {
                connect(link);
                add(link, "before");

                redis.first().kill();

                await().atMost(LIMIT).until(() -> link.whyNotReady().isPresent());
                await().atMost(LIMIT)
                        .ignoreExceptions()
                        .untilAsserted(
                                () -> {
                                    add(link, "after");
                                    assertThat(link.whyNotReady()).isEmpty();
                                });
            }
        }
    }

    @Test
    void looksForTheMasterAnewWhenTheOneItKnowsHangs() throws Exception {
        try (RedisSentinels redis = new RedisSentinels(data)) {
            redis.start();
            try (RedisLink link = Links.to(Map.of(URI, redis.uri()), meters)) {
                connect(link);

                signal(redis.first(), "STOP");
                try {
                    await().atMost(LIMIT).until(() -> link.whyNotReady().isPresent());
                    await().atMost(LIMIT)
                            .ignoreExceptions()
                            .untilAsserted(
                                    () -> {
                                        add(link, "after");
                                        assertThat(link.whyNotReady()).isEmpty();
                                    });
                } finally {
                    signal(redis.first(), "CONT");
                }
            }
        }
    }

    // Its connections stay open, and nothing answers.
    private static void signal(RedisServer server, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(server.pid())).start().waitFor();
    }

    @Test
    void goesOnWhenAMasterOfAClusterIsReplacedByItsReplica() throws Exception {
        try (RedisCluster redis = new RedisCluster(data, 3, 3)) {
            redis.start();
            try (RedisLink link = Links.to(redis.uri(), meters)) {
                connect(link);
                addEverywhere(link);

                redis.master(1).kill();

                await().atMost(LIMIT).until(() -> link.whyNotReady().isPresent());
                await().atMost(LIMIT)
                        .ignoreExceptions()
                        .untilAsserted(
                                () -> {
                                    addEverywhere(link);
                                    assertThat(link.whyNotReady()).isEmpty();
                                });
            }
        }
    }

    @Test
    void saysWhenAServerIsANodeOfAClusterAndTheOtherWayRound() {
        try (RedisCluster redis = new RedisCluster(data.resolve("cluster"), 3, 0);
                RedisServer alone = new RedisServer(data.resolve("alone"), 0)) {
            redis.start();
            alone.start();

            assertSays(
                    Map.of(URI, redis.master(0).uri()),
                    "127.0.0.1:%d: is a node of a cluster (halley.redis.uri: redis-cluster://host:port)"
                            .formatted(redis.master(0).port()));
            assertSays(
                    Map.of(URI, alone.uri().replace("redis:", "redis-cluster:")),
                    "127.0.0.1:%d: is not a cluster (halley.redis.uri: redis://host:port)"
                            .formatted(alone.port()));
        }
    }

    @Test
    void trustsTheCertificatesItIsTold() throws Exception {
        TlsFiles files = TlsFiles.make(data);
        int port = LoopbackPort.free();
        RedisSettings settings = RedisSettings.NONE.withTls(port, files.certificate(), files.key());
        String uri = "rediss://127.0.0.1:" + port;
        try (RedisServer redis = new RedisServer(data.resolve("redis"), 0, settings)) {
            redis.start();

            assertSays(Map.of(URI, uri), "its certificate is not accepted (halley.redis.ca-file,");
            assertConnects(
                    Map.of(URI, uri, "halley.redis.ca-file", files.certificate().toString()));
            assertConnects(Map.of(URI, uri, "halley.redis.verify-peer", "none"));
            assertSays(
                    Map.of(
                            URI,
                            "rediss://localhost:" + port,
                            "halley.redis.ca-file",
                            files.certificate().toString()),
                    "its certificate is not accepted (halley.redis.ca-file,");
        }
    }

    @Test
    void namesTheUserThatIsRefused() throws Exception {
        RedisSettings settings = RedisSettings.NONE.withUser("halley", "secret", RIGHTS);
        try (RedisServer redis = new RedisServer(data, 0, settings)) {
            redis.start();

            assertConnects(Map.of(URI, redis.uri().replace("//", "//halley:secret@")));
            assertConnects(login(redis, "secret"));
            assertRuns(login(redis, "secret"));
            assertSays(
                    login(redis, "wrong"),
                    "127.0.0.1:%d: refuses the user or the password (halley.redis.username,"
                                    .formatted(redis.port())
                            + " halley.redis.password): WRONGPASS");
        }
    }

    private static Map<String, String> login(RedisServer redis, String password) {
        return Map.of(
                URI,
                redis.uri(),
                "halley.redis.username",
                "halley",
                "halley.redis.password",
                password);
    }

    private void assertConnects(Map<String, String> keys) {
        try (RedisLink link = Links.to(keys, meters)) {
            connect(link);
        }
    }

    // What registering a session needs.
    private void assertRuns(Map<String, String> keys) throws Exception {
        Script script =
                Script.of(
                        "script",
                        """
                        redis.call('SET', KEYS[1], redis.call('TIME')[1])
                        return {redis.call('GET', KEYS[1])}
                        """);
        try (RedisLink link = Links.to(keys, meters)) {
            connect(link);
            assertThat(
                            link.run(script, List.of("halley:{k}"), List.of())
                                    .toCompletableFuture()
                                    .get(10, TimeUnit.SECONDS))
                    .hasSize(1);
        }
    }

    private static void connect(RedisLink link) {
        link.connect();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(link.whyNotReady()).isEmpty());
    }

    private void assertSays(Map<String, String> keys, String text) {
        try (RedisLink link = Links.to(keys, meters)) {
            link.connect();
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(link.whyNotReady().orElse("")).contains(text));
        }
    }

    // Some for every master.
    private static void addEverywhere(RedisLink link) throws Exception {
        for (int i = 0; i < 20; i++) {
            add(link, "some" + i);
        }
    }

    private static void add(RedisLink link, String key) throws Exception {
        link.addMember(key, "member").toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
