package dev.halley.logic.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.embedded.redis.RedisServer;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SessionRegistryIT extends SessionRegistryCases {
    private RedisServer redis;

    @Override
    String startRedis(Path data) {
        redis = new RedisServer(data, 0);
        redis.start();
        return redis.uri();
    }

    @Override
    void stopRedis() {
        redis.close();
    }

    @Test
    void oneServerIsAskedOnceForARegistrationAndOnceForMany() throws Exception {
        List<SessionRoute> sessions = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            var session = new NewSession("once", "u" + i, "k" + i, "comet-1@000000001", i);
            long calls = calls();
            Registered registered =
                    registry.register(session).toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertThat(calls()).isEqualTo(calls + 1);
            sessions.add(new SessionRoute("u" + i, "k" + i, i, registered.generation()));
        }
        long calls = calls();

        registry.remove("once", "comet-1@000000001", sessions)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);

        assertThat(calls()).isEqualTo(calls + 1);
    }

    private long calls() {
        return meters.find("halley.logic.redis.calls").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }
}
