package dev.halley.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.halley.benchmarks.compare.Comparison.Row;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private final RunFile room = Runs.file("a.json", Runs.room(Runs.ROOM_TITLE, 0.6, 8));
    private final RunFile floor = Runs.file("f.json", Runs.floor(Runs.FLOOR_TITLE, 0.5));

    @Test
    void dividesTheFirstByTheSecond() {
        RunFile other = Runs.file("b.json", Runs.room(Runs.ROOM_TITLE, 0.3, 16));
        Comparison comparison = Comparison.of(room, other, false);
        assertThat(comparison.rows())
                .contains(
                        new Row("cpu_us_per_delivery.comet-1", 0.6, 0.3),
                        new Row("e2e_ms.p99", 8, 16),
                        new Row("deliveries_per_s", 1000, 1000),
                        new Row("messages_per_frame", 4.4, 4.4));
        assertThat(new Row("x", 8, 16).ratio()).isEqualTo(0.5);
        assertThat(comparison.notes()).isEmpty();
    }

    @Test
    void takesTheMedianOfRunsInTurns() {
        RunFile turns =
                Runs.file(
                        "b.json",
                        Runs.room(Runs.ROOM_TITLE, 0.3, 4),
                        Runs.room(Runs.ROOM_TITLE, 9, 2),
                        Runs.room(Runs.ROOM_TITLE, 0.5, 3));
        assertThat(Comparison.of(room, turns, false).rows())
                .contains(
                        new Row("cpu_us_per_delivery.comet-1", 0.6, 0.5),
                        new Row("e2e_ms.p99", 8, 3));
    }

    @Test
    void setsAllCometsAgainstTheFloor() {
        Comparison comparison = Comparison.of(room, floor, false);
        assertThat(comparison.rows())
                .anySatisfy(
                        row -> {
                            assertThat(row.name()).isEqualTo("cpu_us_per_delivery.comet");
                            assertThat(row.ratio()).isCloseTo(1.6, offset(1e-9));
                        });
        assertThat(comparison.notes())
                .containsExactly("messages_per_frame is by reads and by writes");
    }

    @Test
    void nodesThatAreNamedInOtherWaysCountAsTheirTiers() {
        String goim =
                Runs.room(Runs.ROOM_TITLE, 0.5, 16)
                        .replace("comet-1", "comet")
                        .replace(",\"comet-2\":0.2", "");
        Comparison comparison = Comparison.of(room, Runs.file("b.json", goim), false);
        assertThat(comparison.rows())
                .contains(
                        new Row("cpu_us_per_delivery.comet", 0.8, 0.5),
                        new Row("cpu_us_per_delivery.logic", 0.1, 0.1),
                        new Row("e2e_ms.p99", 8, 16));
    }

    @Test
    void anotherLengthIsNoOtherRun() {
        String longer = Runs.ROOM_TITLE.replace("for 20.0 s after 5.0 s", "for 90.0 s after 9.0 s");
        assertThat(Comparison.of(room, Runs.file("b.json", Runs.room(longer, 1, 1)), false).notes())
                .isEmpty();
    }

    @Test
    void refusesOtherScenariosAndShapesUnlessForced() {
        String title =
                "unicast: 4000 sessions over WebSocket, protocol 2, 2000.0 pushes/s for 20.0 s"
                        + " after 5.0 s of warm-up, 512 bytes";
        RunFile other = Runs.file("b.json", Runs.room(title, 1, 1));
        assertThatThrownBy(() -> Comparison.of(room, other, false))
                .hasMessage(
                        "a.json, b.json: scenario room and unicast, sessions 5000 and 4000,"
                                + " transport TCP and WebSocket, protocol 1 and 2, rate 200 and"
                                + " 2000, payload bytes 64 and 512 (expected: the same; --force"
                                + " compares all the same)");
        assertThat(Comparison.of(room, other, true).notes())
                .contains("not the same: scenario room and unicast");
    }

    @Test
    void aTransportOfAnotherProtocolIsAnother() {
        String title = Runs.ROOM_TITLE.replace("over TCP", "over Centrifugo's WebSocket");
        RunFile other = Runs.file("b.json", Runs.room(title, 1, 1));
        assertThat(Comparison.of(room, other, true).notes())
                .contains("not the same: transport TCP and Centrifugo's WebSocket");
    }

    @Test
    void aFloorIsThatOfOneRoomOfItsSize() {
        String rooms = Runs.ROOM_TITLE.replace("1 room", "500 room");
        RunFile many = Runs.file("a.json", Runs.room(rooms, 1, 1));
        assertThatThrownBy(() -> Comparison.of(many, floor, false))
                .hasMessageContaining("rooms 500 and 1");
    }

    @Test
    void floorsOfDifferentWritesAreDifferent() {
        RunFile frames =
                Runs.file(
                        "g.json",
                        Runs.floor(Runs.FLOOR_TITLE, 1)
                                .replace("\"shape\":\"room\"", "\"shape\":\"frames\""));
        assertThatThrownBy(() -> Comparison.of(floor, frames, false))
                .hasMessageContaining("writes room and frames");
    }

    @Test
    void saysThatARunWasNotGood() {
        RunFile bad =
                Runs.file(
                        "b.json",
                        Runs.room(Runs.ROOM_TITLE, 1, 1)
                                .replace("\"good\":true", "\"good\":false"));
        assertThat(Comparison.of(room, bad, false).notes())
                .containsExactly("b.json: not a good run, by its own verdict");
    }
}
