package dev.halley.logic.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.logic.redis.LinkedRedis;
import dev.halley.logic.redis.RedisLink;
import dev.halley.logic.redis.Script;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Generations decide, whatever the clock says and in whatever order scripts arrive. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryScriptsIT {
    private static final Script SET =
            Script.of("set", "return {redis.call('SET', KEYS[1], ARGV[1]).ok}");
    private static final Script READ =
            Script.of("read", "return {redis.call('GET', KEYS[1]) or ''}");
    private static final Script OF_USER =
            Script.of("of_user", "return redis.call('HVALS', KEYS[1])");
    private static final String LIFETIME = "60000";

    private LinkedRedis redis;
    private RedisLink link;

    @BeforeAll
    void start(@TempDir Path data) {
        redis = new LinkedRedis(data, new SimpleMeterRegistry());
        link = redis.link();
    }

    @AfterAll
    void stop() {
        redis.close();
    }

    @Test
    void aNewGenerationIsAboveTheStoredOneEvenIfTheClockWasSetBack() {
        long ahead = 9_000_000_000_000_000L;
        run(SET, "r1", ahead + ":1:comet-1@000000001");

        String given = run(RegistryScripts.REGISTER, "r1", ":2:comet-1@000000001", LIFETIME).get(0);

        assertThat(Long.parseLong(given)).isEqualTo(ahead + 1);
    }

    @Test
    void ofTwoRegistrationsTheLaterOneStaysWhicheverArrivesLast() {
        run(RegistryScripts.ADD_TO_USER, "u1", "k", "20:2:b", "20", LIFETIME);

        run(RegistryScripts.ADD_TO_USER, "u1", "k", "10:1:a", "10", LIFETIME);

        assertThat(run(OF_USER, "u1")).containsExactly("20:2:b");
    }

    @Test
    void aRenewalWritesWhatRedisLost() {
        assertThat(run(RegistryScripts.RENEW, "r2", "10:1:a", "10", LIFETIME)).containsExactly("0");

        assertThat(run(READ, "r2")).containsExactly("10:1:a");
    }

    private List<String> run(Script script, String key, String... arguments) {
        try {
            return link.run(script, List.of(key), List.of(arguments))
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
