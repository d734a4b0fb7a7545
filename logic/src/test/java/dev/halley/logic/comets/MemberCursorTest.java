package dev.halley.logic.comets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.logic.errors.InvalidPushException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class MemberCursorTest {
    @ParameterizedTest
    @ValueSource(strings = {"comet-1~17", "comet-1~end", "a~b~18446744073709551615"})
    void comesBackAsItWas(String text) {
        assertThat(MemberCursor.parse(text)).hasToString(text);
    }

    @Test
    void emptyTextIsTheFirstPage() {
        assertThat(MemberCursor.parse("")).isEqualTo(MemberCursor.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "~1", "comet-1~", "comet-1~x", "comet-1~-1"})
    void refusesOtherText(String text) {
        assertThatThrownBy(() -> MemberCursor.parse(text))
                .isInstanceOf(InvalidPushException.class)
                .hasMessage("cursor: " + text + " (expected: one that an earlier page gave)");
    }
}
