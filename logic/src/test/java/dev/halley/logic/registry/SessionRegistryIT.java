package dev.halley.logic.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.halley.api.record.Route;
import dev.halley.api.redis.RedisKeys;
import dev.halley.embedded.redis.RedisServer;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.online.CometCounts;
import dev.halley.logic.online.RedisOnlineStore;
import dev.halley.logic.online.RoomReport;
import dev.halley.logic.redis.RedisLink;
import dev.halley.logic.redis.RedisMetrics;
import dev.halley.runtime.config.RedisConfig;
import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SessionRegistryIT {
    private static final String APP = "default";
    private static final String COMET = "comet-1@000000001";
    private static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);

    private static RedisServer redis;
    private static RedisLink link;
    private static SimpleMeterRegistry meters;
    private static RedisSessionRegistry registry;
    private static RedisOnlineStore online;

    @BeforeAll
    static void start(@TempDir Path data) {
        redis = new RedisServer(data, 0);
        redis.start();
        meters = new SimpleMeterRegistry();
        link = new RedisLink(config(redis.uri()), new RedisMetrics(meters));
        link.connect();
        await().until(() -> link.whyNotReady().isEmpty());
        RegistrySettings settings =
                new RegistrySettings(
                        Duration.ofSeconds(90),
                        Duration.ofDays(1),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(1));
        registry = new RedisSessionRegistry(link, settings, Clock.fixed(NOW, ZoneOffset.UTC));
        online = new RedisOnlineStore(link, settings);
    }

    @AfterAll
    static void stop() {
        link.close();
        redis.close();
    }

    @Test
    void findsASessionByUserAndKey() {
        Registered registered = register("u1", "k1", 1);
        KeyRoute route = new KeyRoute("k1", route(1, registered.generation()));
        assertThat(get(registry.ofUser(APP, "u1"))).containsExactly(route);
        assertThat(get(registry.ofKey(APP, "k1"))).contains(route);
        assertThat(registered.replaced()).isEmpty();
    }

    @Test
    void lateCloseLeavesTheSuccessor() {
        long first = register("u2", "k2", 1).generation();
        Registered second = register("u2", "k2", 2);
        assertThat(second.replaced()).contains(route(1, first));
        get(registry.remove(APP, COMET, List.of(new SessionRoute("u2", "k2", 1, first))));
        KeyRoute successor = new KeyRoute("k2", route(2, second.generation()));
        assertThat(get(registry.ofKey(APP, "k2"))).contains(successor);
        assertThat(get(registry.ofUser(APP, "u2"))).containsExactly(successor);
        assertThat(get(registry.lastSeen(APP, "u2"))).isEmpty();
    }

    @Test
    void lateRenewalLeavesTheSuccessorAndIsToldSo() {
        long first = register("u3", "k3", 1).generation();
        long second = register("other", "k3", 2).generation();
        var late = new SessionRoute("u3", "k3", 1, first);
        var present = new SessionRoute("other", "k3", 2, second);
        assertThat(get(registry.renew(APP, COMET, List.of(late, present)))).containsExactly(1L);
        assertThat(get(registry.ofKey(APP, "k3"))).contains(new KeyRoute("k3", route(2, second)));
    }

    @Test
    void remembersWhenTheLastSessionOfAUserEnded() {
        long first = register("u4", "k4a", 1).generation();
        long second = register("u4", "k4b", 2).generation();
        get(registry.remove(APP, COMET, List.of(new SessionRoute("u4", "k4a", 1, first))));
        assertThat(get(registry.lastSeen(APP, "u4"))).isEmpty();
        get(registry.remove(APP, COMET, List.of(new SessionRoute("u4", "k4b", 2, second))));
        assertThat(get(registry.lastSeen(APP, "u4")))
                .isEqualTo(OptionalLong.of(NOW.toEpochMilli()));
        assertThat(get(registry.ofUser(APP, "u4"))).isEmpty();
        assertThat(get(registry.ofKey(APP, "k4b"))).isEqualTo(Optional.empty());
    }

    @Test
    void sweepsSessionsOfAUserWhoseRouteIsGone() {
        register("u6", "k6a", 1);
        register("u6", "k6b", 2);
        // As when a comet crashed, and the route was not renewed.
        RedisClient client = RedisClient.create(redis.uri());
        try (var connection = client.connect()) {
            connection.sync().del(new RedisKeys(APP).route("k6a"));
        } finally {
            client.shutdown();
        }
        register("u6", "k6c", 3);
        await().untilAsserted(
                        () ->
                                assertThat(get(registry.ofUser(APP, "u6")))
                                        .extracting(KeyRoute::key)
                                        .containsExactlyInAnyOrder("k6b", "k6c"));
    }

    @Test
    void sessionWithoutUserIsFoundByKeyAlone() {
        long generation = register("", "k5", 1).generation();
        assertThat(get(registry.ofKey(APP, "k5"))).isPresent();
        assertThat(get(registry.ofUser(APP, ""))).isEmpty();
        get(registry.remove(APP, COMET, List.of(new SessionRoute("", "k5", 1, generation))));
        assertThat(get(registry.ofKey(APP, "k5"))).isEmpty();
    }

    @Test
    void keepsTheCountsThatCometsReport() {
        var first = new RoomReport(true, Map.of("live://1", 2, "live://2", 1), 3, 2);
        assertThat(get(online.report("counts", "a@000000001", first))).isFalse();
        var change = new RoomReport(false, Map.of("live://1", 5, "live://2", 0), 6, 4);
        assertThat(get(online.report("counts", "a@000000001", change))).isFalse();
        assertThat(get(online.report("counts", "b@000000001", change))).isTrue();
        await().untilAsserted(
                        () ->
                                assertThat(get(online.snapshot("counts")).comets())
                                        .isEqualTo(
                                                Map.of(
                                                        "a@000000001",
                                                        new CometCounts(
                                                                Map.of("live://1", 5), 6, 4))));
    }

    @Test
    void replacesALargeSnapshotAsAWhole() {
        Map<String, Integer> many = new HashMap<>();
        for (int i = 0; i < 3_500; i++) {
            many.put("big://" + i, 1);
        }
        get(online.report("large", "a@000000001", new RoomReport(true, many, 1, 1)));
        await().until(() -> rooms("large").size() == 3_500);
        get(online.report("large", "a@000000001", new RoomReport(true, Map.of("x://1", 1), 1, 1)));
        await().until(() -> rooms("large").equals(Map.of("x://1", 1)));
    }

    private static Map<String, Integer> rooms(String app) {
        return get(online.snapshot(app)).comets().get("a@000000001").rooms();
    }

    @Test
    void failsAtOnceWhenRedisIsNotThere() {
        var away = new RedisLink(config("redis://127.0.0.1:1"), new RedisMetrics(meters));
        away.connect();
        try {
            assertThatThrownBy(() -> get(away.get("x")))
                    .hasCauseInstanceOf(UnavailableException.class);
            assertThat(away.whyNotReady()).isPresent();
            assertThat(meters.get("halley.logic.redis.errors").tag("reason", "away").counter())
                    .satisfies(counter -> assertThat(counter.count()).isPositive());
        } finally {
            away.close();
        }
    }

    private static Registered register(String user, String key, long session) {
        return get(registry.register(new NewSession(APP, user, key, COMET, session)));
    }

    private static Route route(long session, long generation) {
        return Route.newBuilder()
                .setInstance(COMET)
                .setSessionId(session)
                .setGeneration(generation)
                .build();
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static RedisConfig config(String uri) {
        return new RedisConfig() {
            @Override
            public String uri() {
                return uri;
            }

            @Override
            public Optional<String> password() {
                return Optional.empty();
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(10);
            }
        };
    }
}
