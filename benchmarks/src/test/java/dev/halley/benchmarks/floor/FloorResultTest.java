package dev.halley.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.halley.benchmarks.floor.loop.FloorCounts.Ages;
import dev.halley.benchmarks.measure.LoadSide;
import dev.halley.benchmarks.measure.Percentiles;
import dev.halley.benchmarks.spec.LoadShape;
import dev.halley.benchmarks.spec.RunLength;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FloorResultTest {

    private static final LoadSide CALM = new LoadSide(0.05, 0.3, 0.3, 0, 1);

    @Test
    void dividesWhatTheProcessUsed() {
        FloorResult result = result(FloorShape.ROOM, 1_000, 100_000, CALM);
        assertThat(result.cpuUsPerWrite()).isEqualTo(10);
        assertThat(result.cpuUsPerDelivery()).isEqualTo(0.5);
        assertThat(result.loopUsPerWrite()).isEqualTo(8);
        assertThat(result.messagesPerWrite()).isEqualTo(20);
        assertThat(result.cores()).isCloseTo(0.25, offset(1e-9));
        assertThat(result.deliveriesPerBusyCore()).isCloseTo(2_000_000, offset(1e-3));
        assertThat(result.objections()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void whatDidNotArriveIsLost() {
        FloorResult result = result(FloorShape.ROOM, 999, 100_000, CALM);
        assertThat(result.lost()).isEqualTo(1);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.objections()).containsExactly("deliveries or connections went missing");
    }

    @Test
    void aFrameThatIsLateForTheNextMessageIsNoGoodOne() {
        // 10 a second: the next one is due after 100 ms.
        assertThat(result(FloorShape.FRAMES, 1_000, 100_001, CALM).objections())
                .containsExactly("the schedule was not kept: messages were written 100 ms late");
        assertThat(result(FloorShape.ROOM, 1_000, 100_001, CALM).objections()).isEmpty();
        assertThat(result(FloorShape.ROOM, 1_000, 500_001, CALM).objections()).hasSize(1);
    }

    @Test
    void clientsThatWereTheLimitAreSaid() {
        LoadSide busy = new LoadSide(0.05, 0.95, 1, 0, 1);
        assertThat(result(FloorShape.ROOM, 1_000, 1, busy).objections())
                .containsExactly("load side saturated: its receiving threads were 95 % busy");
    }

    private static FloorResult result(FloorShape shape, long received, long p99Us, LoadSide side) {
        FloorSpec spec =
                new FloorSpec(
                        shape,
                        new LoadShape(50, 1, 10, 64, 1000),
                        shape.duty(),
                        new RunLength(1, 2, OptionalDouble.empty()),
                        1);
        return new FloorResult(
                spec,
                "",
                50_000,
                1_000_000,
                1_000,
                received,
                2,
                new FloorResult.Cpu(500_000, 400_000, 0),
                new FloorResult.Rss(1, 1),
                new Ages(1, 1, p99Us, p99Us, p99Us),
                new Percentiles(1, 1, 1, 1),
                0,
                side);
    }
}
