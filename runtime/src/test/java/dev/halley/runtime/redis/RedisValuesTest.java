package dev.halley.runtime.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RedisValuesTest {
    @Test
    void aTextIsTheSameAgainAfterItWasBytes() {
        String text = "user:Zoë 東京 \uD83D\uDE80";
        String bytes = RedisValues.bytesOf(text);

        assertThat(bytes).hasSize(text.getBytes(StandardCharsets.UTF_8).length);
        assertThat(bytes.chars()).allMatch(one -> one < 256);
        assertThat(RedisValues.textOf(bytes)).isEqualTo(text);
    }

    @Test
    void plainTextIsItsOwnBytes() {
        assertThat(RedisValues.bytesOf("user:12")).isEqualTo("user:12");
        assertThat(RedisValues.textOf("user:12")).isEqualTo("user:12");
    }
}
