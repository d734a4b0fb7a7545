package dev.halley.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.benchmarks.floor.loop.Pace;
import dev.halley.benchmarks.spec.LoadShape;
import dev.halley.benchmarks.spec.RunLength;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FloorSpecTest {

    private static final LoadShape LOAD = new LoadShape(5_000, 1, 200, 64, 1000);
    private static final RunLength LENGTH = new RunLength(5, 20, OptionalDouble.empty());

    @Test
    void framesAreNeverMerged() {
        FloorSpec spec = new FloorSpec(FloorShape.FRAMES, LOAD, 1, LENGTH, 1);
        assertThat(spec.order().pace()).isEqualTo(new Pace(1, 1));
        assertThatThrownBy(() -> new FloorSpec(FloorShape.FRAMES, LOAD, 0.5, LENGTH, 1))
                .hasMessage("duty: 0.5 (expected: 1 or nothing, as frames are never merged)");
    }

    @Test
    void aRoomIsMergedUpToWhatCometMerges() {
        FloorSpec spec = new FloorSpec(FloorShape.ROOM, LOAD, 0.5, LENGTH, 1);
        assertThat(spec.order().pace()).isEqualTo(new Pace(65_536 / 80, 0.5));
        assertThat(spec.warmupMessages()).isEqualTo(1_000);
        assertThat(spec.allMessages()).isEqualTo(5_000);
    }

    @Test
    void rangesAreChecked() {
        assertThatThrownBy(() -> new FloorSpec(FloorShape.ROOM, LOAD, 0, LENGTH, 1))
                .hasMessage("duty: 0 (expected: 0.01 to 1)");
        assertThatThrownBy(() -> new FloorSpec(FloorShape.ROOM, LOAD, 1, LENGTH, 17))
                .hasMessage("loops: 17 (expected: 1 to 16)");
        assertThatThrownBy(() -> FloorShape.parse("square"))
                .hasMessage("shape: square (expected: frames, room or most)");
    }
}
