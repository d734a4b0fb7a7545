package dev.halley.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileLimitTest {

    @ParameterizedTest
    @CsvSource({
        "20000,18000,1",
        "20000,18001,2",
        "20000,40000,3",
        "1024,768,1",
        "1024,1000,2",
        "1048576,100000,1",
    })
    void moreSessionsThanFilesNeedMoreProcesses(long files, int sessions, int processes) {
        assertThat(new FileLimit(files).processesFor(sessions)).isEqualTo(processes);
    }

    @Test
    void theLimitOfThisProcessIsKnown() {
        assertThat(FileLimit.own().sessions()).isPositive();
    }
}
