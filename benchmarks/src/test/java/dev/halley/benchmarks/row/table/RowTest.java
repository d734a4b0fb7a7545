package dev.halley.benchmarks.row.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RowTest {

    @Test
    void anOptionIsChangedInTheScenarioAndInTheFloor() {
        Row row = Rows.named("room-200").with(Map.of("sessions", "100", "rooms", "2"));
        assertThat(row.scenario()).contains("room", "--sessions=100", "--rooms=2", "--rate=200");
        assertThat(row.floor().orElseThrow())
                .contains("--sessions=100", "--rate=200")
                .doesNotContain("--rooms=2");
    }

    @Test
    void anOptionThatNoCommandHasIsRefused() {
        assertThatThrownBy(() -> Rows.named("idle-tcp").with(Map.of("seconds", "5")))
                .hasMessage(
                        "set: seconds (expected: one of sessions, rooms, warmup-sessions, settle,"
                                + " transport)");
    }

    @Test
    void aPeerMayBeNoJvm() {
        Row idle = Rows.named("idle-ws");
        assertThat(idle.scenario()).contains("--live-heap");
        assertThat(idle.scenarioOfPeer())
                .doesNotContain("--live-heap")
                .contains("--transport=ws")
                .hasSize(idle.scenario().size() - 1);
    }

    @Test
    void tellsWhatOfAServerItNeeds() {
        assertThat(Rows.named("handshake").tiers()).containsExactly("comet", "logic", "redis");
        assertThat(Rows.named("lone").tiers()).isEmpty();
        assertThat(Rows.named("handshake").pushes()).isFalse();
        assertThat(Rows.named("idle-ws").pushes()).isFalse();
        assertThat(Rows.named("rest").connects()).isFalse();
        assertThat(Rows.named("rest").pushes()).isTrue();
        assertThat(Rows.named("steady").connects()).isTrue();
    }
}
