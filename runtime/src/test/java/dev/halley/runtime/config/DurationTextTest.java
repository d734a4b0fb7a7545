package dev.halley.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.runtime.config.schema.DurationText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DurationTextTest {
    @Test
    void readsBackWhatItWrites() {
        for (String text : List.of("0s", "250us", "15ms", "90s", "2m", "5h", "3d")) {
            assertThat(DurationText.format(DurationText.parse(text))).isEqualTo(text);
        }
    }

    @Test
    void readsIsoToo() {
        assertThat(DurationText.parse("PT1M30S")).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void refusesTheRest() {
        for (String text : List.of("", "15", "s", "1.5s", "-1s", "999999999999d")) {
            assertThatThrownBy(() -> DurationText.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(text + " (expected: duration such as 15s)");
        }
    }
}
