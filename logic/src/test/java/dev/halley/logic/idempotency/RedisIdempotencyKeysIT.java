package dev.halley.logic.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.halley.logic.errors.KeyReusedException;
import dev.halley.logic.redis.LinkedRedis;
import dev.halley.logic.redis.RedisLink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisIdempotencyKeysIT {
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
    void ofManyAtOnceOneBindsAndAllGetItsId() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        IdempotencyKeys keys =
                new RedisIdempotencyKeys(link, Duration.ofHours(1), new IdempotencyMetrics(meters));

        List<CompletableFuture<Long>> answers =
                LongStream.rangeClosed(1, 50)
                        .mapToObj(id -> bind(keys, "many", new KeyedPush(id, "same")))
                        .toList();

        assertThat(answers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(count(meters, "first")).isEqualTo(1);
        assertThat(count(meters, "repeated")).isEqualTo(49);
    }

    @Test
    void anotherPushUnderTheKeyChangesNothing() {
        IdempotencyKeys keys = keys(Duration.ofHours(1));
        bind(keys, "used", new KeyedPush(1, "one")).join();

        assertThatThrownBy(() -> bind(keys, "used", new KeyedPush(2, "other")).join())
                .hasCauseInstanceOf(KeyReusedException.class);

        assertThat(bind(keys, "used", new KeyedPush(3, "one")).join()).isEqualTo(1);
    }

    @Test
    void aKeyIsFreeAgainWhenItsTimeIsOver() {
        IdempotencyKeys keys = keys(Duration.ofMillis(50));
        bind(keys, "short", new KeyedPush(1, "one")).join();

        await().untilAsserted(
                        () ->
                                assertThat(bind(keys, "short", new KeyedPush(2, "two")).join())
                                        .isEqualTo(2));
    }

    private IdempotencyKeys keys(Duration lifetime) {
        return new RedisIdempotencyKeys(
                link, lifetime, new IdempotencyMetrics(new SimpleMeterRegistry()));
    }

    private static CompletableFuture<Long> bind(IdempotencyKeys keys, String key, KeyedPush push) {
        return keys.bind("default", key, push).toCompletableFuture();
    }

    private static double count(SimpleMeterRegistry meters, String result) {
        return meters.get("halley.logic.idempotency").tag("result", result).counter().count();
    }
}
