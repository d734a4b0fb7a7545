package dev.halley.logic.registry;

import dev.halley.api.record.Route;
import dev.halley.logic.online.RedisOnlineStore;
import dev.halley.logic.presence.Lives;
import dev.halley.logic.presence.Presence;
import dev.halley.logic.redis.Links;
import dev.halley.logic.redis.RedisLink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry of sessions in a Redis of the kind that the test sets up. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RegistryBed {
    static final String APP = "default";
    static final String COMET = "comet-1@000000001";
    static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);

    final Set<String> gone = ConcurrentHashMap.newKeySet();

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    RedisLink link;
    SessionIndex index;
    RedisSessionRegistry registry;
    RedisOnlineStore online;

    /** Starts Redis in this folder; answers its URI. */
    abstract String startRedis(Path data);

    abstract void stopRedis();

    @BeforeAll
    void start(@TempDir Path data) {
        link = Links.connected(startRedis(data), meters);
        RegistrySettings settings =
                new RegistrySettings(
                        Duration.ofSeconds(90),
                        Duration.ofDays(1),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(1));
        Lives lives = new KnownGone();
        index = new SessionIndex(link, settings.routeLifetime());
        registry =
                new RedisSessionRegistry(
                        link, settings, index, lives, Clock.fixed(NOW, ZoneOffset.UTC));
        online = new RedisOnlineStore(link, settings, lives);
    }

    @AfterAll
    void stop() {
        link.close();
        stopRedis();
    }

    private final class KnownGone implements Lives {
        @Override
        public Presence of(String instance) {
            return gone.contains(instance) ? Presence.GONE : Presence.SHOWN;
        }

        @Override
        public void heard(String instance) {}
    }

    Registered register(String user, String key, long session) {
        return get(registry.register(new NewSession(APP, user, key, COMET, session)));
    }

    static Route route(long session, long generation) {
        return Route.newBuilder()
                .setInstance(COMET)
                .setSessionId(session)
                .setGeneration(generation)
                .build();
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
