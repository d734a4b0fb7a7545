package dev.halley.benchmarks.floor.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FloorLinesTest {

    @Test
    void countsComeThroughALine() {
        FloorCounts counts =
                new FloorCounts(5, 1, 2, 3, 4, 6, 7, new FloorCounts.Ages(8, 9, 10, 11, 12));
        assertThat(FloorCounts.parse(counts.line())).isEqualTo(counts);
    }

    @Test
    void whatIsNoCountsIsRefused() {
        assertThatThrownBy(() -> FloorCounts.parse("counts 1 2"))
                .hasMessage("floor: counts 1 2 (expected: counts)");
    }

    @Test
    void anOrderComesThroughArguments() {
        FloorOrder order = new FloorOrder(5_000, 64, new Pace(819, 0.5));
        assertThat(FloorOrder.parse(order.arguments().toArray(String[]::new))).isEqualTo(order);
    }

    @Test
    void argumentsOfAnotherNumberAreRefused() {
        assertThatThrownBy(() -> FloorOrder.parse(new String[] {"1"}))
                .hasMessage(
                        "arguments: 1 (expected: connections, payload bytes, most per write, duty)");
    }
}
