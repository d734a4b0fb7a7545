package dev.halley.logic.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.embedded.redis.RedisServer;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.redis.Question;
import dev.halley.logic.redis.Script;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.time.Duration;
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

    private <T> RegisteredAnd<T> register(String user, long session, Question<T> question) {
        return get(registry.register(new NewSession(APP, user, user, COMET, session), question));
    }

    private static Question<List<String>> question(String text, String key) {
        return new Question<>(
                Script.of("asked_" + text.length(), text), List.of(key), List.of("x"), all -> all);
    }

    @Test
    void aQuestionIsAskedBehindTheRegistrationInTheSameStep() {
        String text = "return {redis.call('GET', KEYS[1]), ARGV[1], tostring(#ARGV)}";
        long calls = calls();

        RegisteredAnd<List<String>> both =
                register("with", 7, question(text, "halley:default:{k:with}:route"));

        assertThat(calls()).isEqualTo(calls + 1);
        assertThat(both.registered().firstOfUser()).isTrue();
        assertThat(get(both.answer()))
                .containsExactly(both.registered().generation() + ":7:" + COMET, "x", "1");
    }

    @Test
    void aRegistrationIsAnsweredWhoseQuestionRedisRefuses() {
        String text = "return redis.call('HGETALL', KEYS[1])";

        RegisteredAnd<List<String>> both =
                register("refused", 8, question(text, "halley:default:{k:refused}:route"));

        assertThat(both.answer().toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(UnavailableException.class)
                .withMessageContaining("WRONGTYPE");
        assertThat(get(registry.ofKey(APP, "refused")))
                .hasValueSatisfying(held -> assertThat(held.route().getSessionId()).isEqualTo(8));
        assertThat(both.registered().generation()).isPositive();
    }

    private long calls() {
        return meters.find("halley.logic.redis.calls").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }
}
