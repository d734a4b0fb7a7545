package dev.halley.logic.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.api.redis.RedisKeys;
import dev.halley.logic.online.RedisOnlineStore;
import dev.halley.logic.online.RoomReport;
import dev.halley.logic.presence.Lives;
import dev.halley.logic.presence.Presence;
import dev.halley.logic.redis.LinkedRedis;
import dev.halley.logic.redis.RedisLink;
import dev.halley.logic.registry.NewSession;
import dev.halley.logic.registry.RedisSessionRegistry;
import dev.halley.logic.registry.RegistrySettings;
import dev.halley.logic.registry.SessionIndex;
import dev.halley.logic.registry.SessionRoute;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SweeperIT {
    private static final String APP = "default";
    private static final String DEAD = "comet-1@000000001";
    private static final String ALIVE = "comet-2@000000001";
    private static final RegistrySettings SETTINGS =
            new RegistrySettings(
                    Duration.ofSeconds(90),
                    Duration.ofDays(1),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(1));

    private static LinkedRedis redis;
    private static RedisLink link;

    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final Lives lives = new KnownGone();
    private final SessionIndex index = new SessionIndex(link, SETTINGS.routeLifetime());
    private final RedisSessionRegistry registry =
            new RedisSessionRegistry(link, SETTINGS, index, lives, Clock.systemUTC());
    private final RedisOnlineStore online = new RedisOnlineStore(link, SETTINGS, lives);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> swept = new CopyOnWriteArrayList<>();
    private final List<String> lastOfUser = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start(@TempDir Path data) {
        redis = new LinkedRedis(data, new SimpleMeterRegistry());
        link = redis.link();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void removesWhatADeadCometLeftButNoSuccessorsRoute() {
        for (int i = 0; i < 1_200; i++) {
            register("u" + i, "k" + i, DEAD, i);
        }
        // Two have come back on another comet, one of them under another key.
        register("u1", "k1", ALIVE, 1);
        register("u2", "other", ALIVE, 2);
        get(online.report(APP, DEAD, new RoomReport(true, Map.of("live://1", 9), 1_200, 1)));
        get(online.report(APP, ALIVE, new RoomReport(true, Map.of("live://1", 2), 2, 1)));
        gone.add(DEAD);

        sweep(sweeper("logic-1"), "halley.logic.sweep.comets", 1);

        assertThat(swept).hasSize(1_200).doesNotHaveDuplicates();
        assertThat(lastOfUser).hasSize(1_198).doesNotContain("u1", "u2");
        assertThat(meters.get("halley.logic.sweep.sessions").tag("route", "removed").counter())
                .satisfies(counter -> assertThat(counter.count()).isEqualTo(1_199));
        gone.clear();
        assertThat(get(registry.ofKey(APP, "k7"))).isEmpty();
        assertThat(get(registry.ofUser(APP, "u7"))).isEmpty();
        assertThat(get(registry.lastSeen(APP, "u7"))).isPresent();
        assertThat(get(registry.ofKey(APP, "k1")))
                .hasValueSatisfying(
                        route -> assertThat(route.route().getInstance()).isEqualTo(ALIVE));
        assertThat(get(registry.ofUser(APP, "u2"))).hasSize(1);
        RedisKeys names = new RedisKeys(APP);
        assertThat(get(link.members(names.onlineInstances()))).contains(ALIVE).doesNotContain(DEAD);
        assertThat(get(link.hash(names.onlineTotals(DEAD)))).isEmpty();
        assertThat(get(link.get(names.sweepLease(DEAD)))).isNull();
    }

    @Test
    void oneLogicAtATimeSweepsAComet() {
        register("x", "kx", "comet-3@000000001", 1);
        get(online.report(APP, "comet-3@000000001", new RoomReport(true, Map.of(), 1, 1)));
        gone.add("comet-3@000000001");
        Sweeper first = sweeper("logic-1");
        first.tick(true);
        RedisKeys names = new RedisKeys(APP);
        await().until(() -> "logic-1".equals(get(link.get(names.sweepLease("comet-3@000000001")))));
        Sweeper second = sweeper("logic-2");
        for (int i = 0; i < 20; i++) {
            second.tick(true);
        }
        assertThat(swept).isEmpty();

        sweep(first, "halley.logic.sweep.comets", 1);

        assertThat(swept).containsExactly("kx");
    }

    @Test
    void stopsWhenTheCometIsBack() {
        register("y", "ky", "comet-4@000000001", 1);
        get(online.report(APP, "comet-4@000000001", new RoomReport(true, Map.of(), 1, 1)));
        gone.add("comet-4@000000001");
        Sweeper sweeper = sweeper("logic-1");
        sweeper.tick(true);
        RedisKeys names = new RedisKeys(APP);
        await().until(() -> get(link.get(names.sweepLease("comet-4@000000001"))) != null);
        gone.clear();
        for (int i = 0; i < 20; i++) {
            sweeper.tick(true);
        }

        assertThat(get(registry.ofKey(APP, "ky"))).isPresent();
        assertThat(swept).isEmpty();
    }

    @Test
    void stopsWhenTheCometReportsAgainWhichIsToldThatItWasForgotten() {
        String comet = "comet-5@000000001";
        for (int i = 0; i < 501; i++) {
            register("z" + i, "kz" + i, comet, i);
        }
        RoomReport report = new RoomReport(true, Map.of("live://1", 9), 501, 1);
        get(online.report(APP, comet, report));
        gone.add(comet);
        Sweeper sweeper = sweeper("logic-1");
        sweeper.tick(true);
        RedisKeys names = new RedisKeys(APP);
        await().until(() -> get(link.get(names.sweepLease(comet))) != null);

        assertThat(get(online.report(APP, comet, report))).isTrue();
        await().during(Duration.ofMillis(300))
                .until(
                        () -> {
                            sweeper.tick(false);
                            return swept.isEmpty();
                        });
        assertThat(get(link.hash(names.onlineTotals(comet)))).isNotEmpty();
    }

    @Test
    void whatACometReportsWhileItsSweepEndsStays() {
        String comet = "comet-7@000000001";
        RedisKeys names = new RedisKeys(APP);
        RoomReport report = new RoomReport(true, Map.of("live://1", 9), 1, 1);
        SweepLease lease = new SweepLease(link, names, "logic-1", Duration.ZERO);
        get(online.report(APP, comet, report));
        assertThat(get(lease.begin(comet))).isTrue();
        assertThat(get(link.hash(names.onlineTotals(comet)))).isEmpty();
        get(online.report(APP, comet, report));

        get(lease.finish(comet));

        assertThat(get(link.members(names.onlineInstances()))).contains(comet);
        assertThat(get(link.hash(names.onlineTotals(comet)))).isNotEmpty();
        assertThat(get(link.get(names.sweepLease(comet)))).isNull();
    }

    @Test
    void doesNotBeginWithACometThatHasJustReported() {
        String comet = "comet-6@000000001";
        register("v", "kv", comet, 1);
        get(online.report(APP, comet, new RoomReport(true, Map.of("live://1", 9), 1, 1)));
        gone.add(comet);
        Sweeper sweeper = sweeper("logic-1", Duration.ofMinutes(1));

        await().during(Duration.ofMillis(300))
                .until(
                        () -> {
                            sweeper.tick(true);
                            return swept.isEmpty();
                        });

        assertThat(get(link.hash(new RedisKeys(APP).onlineTotals(comet)))).isNotEmpty();
    }

    private Sweeper sweeper(String self) {
        return sweeper(self, Duration.ZERO);
    }

    private Sweeper sweeper(String self, Duration moment) {
        SweepParts parts =
                new SweepParts(
                        APP,
                        lives,
                        index,
                        new SweepParts.Stores(registry, online),
                        (instance, sessions, removed) -> {
                            sessions.forEach(session -> swept.add(session.key()));
                            removed.lastOfUser().stream()
                                    .map(SessionRoute::user)
                                    .forEach(lastOfUser::add);
                        });
        return new Sweeper(parts, link, self, moment, meters);
    }

    private void sweep(Sweeper sweeper, String counter, double until) {
        await().pollInterval(Duration.ofMillis(5))
                .until(
                        () -> {
                            sweeper.tick(true);
                            return meters.get(counter).counter().count() >= until;
                        });
    }

    private void register(String user, String key, String comet, long session) {
        get(registry.register(new NewSession(APP, user, key, comet, session)));
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private final class KnownGone implements Lives {
        @Override
        public Presence of(String instance) {
            return gone.contains(instance) ? Presence.GONE : Presence.SHOWN;
        }

        @Override
        public void heard(String instance) {}
    }
}
