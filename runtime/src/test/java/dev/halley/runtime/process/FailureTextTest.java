package dev.halley.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class FailureTextTest {
    private final IOException taken = new IOException("Address already in use");

    @Test
    void saysWhatFailedAndThenWhy() {
        assertThat(FailureText.of(new UncheckedIOException("halley.x.port: h:1", taken)))
                .isEqualTo("halley.x.port: h:1: Address already in use");
    }

    @Test
    void saysNothingTwice() {
        String whole = "halley.x.port: h:1: Address already in use";

        assertThat(FailureText.of(new UncheckedIOException(whole, taken))).isEqualTo(whole);
        assertThat(FailureText.of(taken)).isEqualTo("Address already in use");
    }

    @Test
    void leavesNamesOfClassesOutWhenThereIsMoreToSay() {
        assertThat(FailureText.of(new RuntimeException(new RuntimeException(taken))))
                .isEqualTo("Address already in use");
    }

    @Test
    void namesTheClassWhenThereIsNothingElse() {
        assertThat(FailureText.of(new IllegalStateException()))
                .isEqualTo("java.lang.IllegalStateException");
    }
}
