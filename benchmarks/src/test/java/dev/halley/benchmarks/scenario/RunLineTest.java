package dev.halley.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.scenario.RunLine.Reached;
import org.junit.jupiter.api.Test;

class RunLineTest {

    @Test
    void tellsWhatIsDoneByThePushesThatWereMade() {
        assertThat(RunLine.phase(0, 10, 30)).isEqualTo("warming up");
        assertThat(RunLine.phase(9, 10, 30)).isEqualTo("warming up");
        assertThat(RunLine.phase(10, 10, 30)).isEqualTo("measuring");
        assertThat(RunLine.phase(30, 10, 30)).isEqualTo("waiting for the rest");
    }

    @Test
    void isOneShortLine() {
        assertThat(new Reached("measuring", 18_000, 12_345, 30_000, 222_210_000, 3.4).text())
                .isEqualTo(
                        "measuring: 18,000 online, 12,345 of 30,000 pushes, 222,210,000 deliveries,"
                                + " 3 ms late")
                .hasSizeLessThan(100);
    }
}
