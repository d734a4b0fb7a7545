package dev.halley.benchmarks.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class TimedStepTest {

    @Test
    void readsTimeAndWords() {
        assertThat(TimedStep.parse("20s:kill job-1"))
                .isEqualTo(new TimedStep(20, List.of("kill", "job-1")));
        assertThat(TimedStep.parse("1.5s: restart --rolling").what())
                .isEqualTo("restart --rolling");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20:kill job-1", "20s kill job-1", "20s:down", "-1s:kill job-1"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> TimedStep.parse(text))
                .hasMessageStartingWith("at: " + text + " (expected: ");
    }
}
