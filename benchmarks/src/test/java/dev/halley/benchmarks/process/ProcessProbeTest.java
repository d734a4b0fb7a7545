package dev.halley.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class ProcessProbeTest {

    @TempDir private Path folder;

    @BeforeEach
    void processWithABlankInItsName() throws IOException {
        Files.writeString(
                folder.resolve("stat"),
                "42 (a (b) c) S 1 42 42 0 -1 4194560 1 2 3 4 150 25 30 4 20 0 1 0 100 0 0\n");
        Files.writeString(
                folder.resolve("status"), "Name:\tx\nVmPeak:\t  99 kB\nVmRSS:\t  1234 kB\n");
        thread(42, 7, 1);
        thread(43, 100, 20);
    }

    @Test
    void readsCpuWithThatOfChildrenAndMemoryAndTheSwitchesOfEachThread() {
        assertThat(new ProcessProbe(folder).sample())
                .contains(
                        new ProcessSample(
                                2_090_000_000L,
                                1234,
                                new ThreadCounts(Map.of(42L, 8L, 43L, 120L))));
    }

    @Test
    void aProcessThatIsNotThereHasNoSample() {
        assertThat(new ProcessProbe(folder.resolve("gone")).sample()).isEmpty();
    }

    private void thread(long id, long own, long others) throws IOException {
        Path status = folder.resolve("task").resolve(Long.toString(id)).resolve("status");
        Files.createDirectories(status.getParent());
        Files.writeString(
                status,
                "Name:\ty\nvoluntary_ctxt_switches:\t%d\nnonvoluntary_ctxt_switches:\t%d\n"
                        .formatted(own, others));
    }
}
