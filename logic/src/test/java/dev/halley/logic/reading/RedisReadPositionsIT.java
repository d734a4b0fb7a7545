package dev.halley.logic.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.embedded.redis.RedisServer;
import dev.halley.logic.redis.Question;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RedisReadPositionsIT extends ReadPositionCases {
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
    void oneServerIsAskedOnceForPositionAndTip() {
        long calls = calls();

        assertThat(get(positions.begin("default", "once")).unread()).isZero();

        assertThat(calls()).isEqualTo(calls + 1);
    }

    @Test
    void oneServerMayBeAskedWithSomethingElse() {
        Question<Reading> question = positions.beginning("default", "with").orElseThrow();

        Reading begun =
                get(
                        link.run(question.script(), question.keys(), question.arguments())
                                .thenApply(question.reading()));

        assertThat(begun.tip().exists()).isTrue();
        assertThat(get(positions.of("default", "with"))).isEqualTo(begun);
    }

    private long calls() {
        return meters.find("halley.logic.redis.calls").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }
}
