package dev.halley.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Progress EARLIER =
            Progress.sum(List.of(part(10, List.of(1L, 2L), 100), part(20, List.of(3L, 4L), 200)));

    private static final Progress LATER =
            Progress.sum(List.of(part(15, List.of(9L, 5L), 170), part(60, List.of(5L, 9L), 210)));

    @Test
    void arrivalsOfAllProcessesAreAddedUp() {
        assertThat(EARLIER.deliveries()).isEqualTo(30);
        assertThat(LATER.frames()).isEqualTo(2 * 75);
        assertThat(LATER.cuts()).isEqualTo(2);
    }

    @Test
    void theBusiestThreadOfAllIsTheFirstToBeTheLimit() {
        assertThat(LATER.busiestCpuSince(EARLIER)).isEqualTo(8);
        assertThat(LATER.cpuSince(EARLIER)).isEqualTo(8 + 3 + 2 + 5);
    }

    @Test
    void eachProcessIsLookedAtByItself() {
        assertThat(LATER.processes()).isEqualTo(2);
        assertThat(LATER.busiestCpuSince(EARLIER, 0)).isEqualTo(8);
        assertThat(LATER.busiestCpuSince(EARLIER, 1)).isEqualTo(5);
        assertThat(LATER.processCpuSince(EARLIER, 0)).isEqualTo(70);
        assertThat(LATER.processCpuSince(EARLIER, 1)).isEqualTo(10);
    }

    private static Progress part(long deliveries, List<Long> loops, long process) {
        return new Progress(deliveries, 2 * deliveries, 1, loops, List.of(process));
    }
}
