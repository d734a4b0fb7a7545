package dev.halley.cluster.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ProcessTableIT {
    @TempDir private Path folder;

    private final Spawner spawner = new Spawner();
    private ProcessMark sleeper;

    @AfterEach
    void end() {
        if (sleeper != null) {
            ProcessTable.signal(sleeper, "KILL");
        }
    }

    @Test
    void leavesAProcessAloneThatOnlyHasTheSameId() {
        start("sleep", "60");
        ProcessMark recycled = new ProcessMark(sleeper.pid(), "another time");

        ProcessTable.signal(recycled, "KILL");

        assertThat(ProcessTable.runs(recycled)).isFalse();
        assertThat(ProcessTable.runs(sleeper)).isTrue();
    }

    @Test
    void seesThatAProcessIsPausedAndGoesOn() {
        start("sleep", "60");

        ProcessTable.signal(sleeper, "STOP");
        await().until(() -> ProcessTable.paused(sleeper));
        ProcessTable.signal(sleeper, "CONT");

        await().until(() -> !ProcessTable.paused(sleeper));
    }

    @Test
    void knowsHowAProcessEnded() {
        start("sh", "-c", "read -r line; sleep 0.2; exit 7");

        await().until(() -> !ProcessTable.runs(sleeper));

        assertThat(spawner.exitCode(sleeper)).hasValue(7);
    }

    private void start(String... words) {
        sleeper = spawner.start(Command.of(List.of(words)), folder.resolve("log"));
    }
}
