package dev.halley.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RunFileTest {

    @Test
    void takesTheLinesThatAreRuns() {
        RunFile file =
                Runs.file(
                        "a.json",
                        "connecting 5000 sessions",
                        Runs.room(Runs.ROOM_TITLE, 0.6, 8),
                        "{}",
                        Runs.room(Runs.ROOM_TITLE, 0.7, 9));
        assertThat(file.runs()).hasSize(2);
        assertThat(file.good()).isTrue();
    }

    @Test
    void aFileWithoutARunIsRefused() {
        assertThatThrownBy(() -> Runs.file("a.json", "nothing"))
                .hasMessage("a.json: no run (expected: what --json of a scenario printed)");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> RunFile.read(Path.of("no-such-file.json")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "no-such-file.json: cannot be read (expected: a file with what --json of a"
                                + " scenario printed)");
    }
}
