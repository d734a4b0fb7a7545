package dev.halley.api.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.api.record.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class RouteValueTest {
    @Test
    void readsBackWhatItWrote() {
        Route route =
                Route.newBuilder()
                        .setInstance("comet:1@0mi8x2k")
                        .setSessionId(Long.MAX_VALUE)
                        .setGeneration(7)
                        .build();

        assertThat(RouteValue.format(route)).isEqualTo("7:9223372036854775807:comet:1@0mi8x2k");
        assertThat(RouteValue.parse(RouteValue.format(route))).isEqualTo(route);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1:2", "x:2:comet"})
    void refusesWhatIsNoRoute(String text) {
        assertThatThrownBy(() -> RouteValue.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
