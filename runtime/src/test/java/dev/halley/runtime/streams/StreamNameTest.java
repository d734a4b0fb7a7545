package dev.halley.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StreamNameTest {
    @Test
    void readsWhatItWrites() {
        assertThat(StreamName.parse("user:jo:e")).contains(StreamName.ofUser("jo:e"));
        assertThat(StreamName.parse("room:live://1000")).contains(StreamName.ofRoom("live://1000"));
        assertThat(StreamName.ofRoom("live://1000").text()).isEqualTo("room:live://1000");
    }

    @Test
    void knowsTheTypeOfARoom() {
        assertThat(StreamName.ofRoom("live://1000").roomType()).isEqualTo("live");
        assertThat(StreamName.ofRoom("lobby").roomType()).isEmpty();
        assertThat(StreamName.ofUser("live://1000").roomType()).isEmpty();
    }

    @Test
    void refusesOtherTexts() {
        assertThat(StreamName.parse("user:")).isEmpty();
        assertThat(StreamName.parse("key:1")).isEmpty();
        assertThat(StreamName.parse("")).isEmpty();
        assertThatThrownBy(() -> StreamName.ofUser(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id: empty");
    }
}
