package dev.halley.api.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class RedisKeysTest {
    private final RedisKeys keys = new RedisKeys("default");

    @Test
    void keepsWhatOneScriptTouchesInOneSlot() {
        assertThat(keys.userRoutes("123")).isEqualTo("halley:default:{u:123}:routes");
        assertThat(keys.userSeen("123")).isEqualTo("halley:default:{u:123}:seen");
        assertThat(keys.onlineRooms("c@1")).isEqualTo("halley:default:online:{i:c@1}:rooms");
        assertThat(keys.onlineTotals("c@1")).isEqualTo("halley:default:online:{i:c@1}:totals");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a{b", "}"})
    void refusesAppsThatWouldBreakTheNames(String app) {
        assertThatThrownBy(() -> new RedisKeys(app))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("app: " + app + " (expected: not empty, without braces and colons)");
    }
}
