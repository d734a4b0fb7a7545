package dev.halley.logic.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class OccupancyTest {
    @Test
    void addsUpOverComets() {
        Occupancy occupancy =
                Occupancy.of(
                        new OnlineSnapshot(
                                Map.of(
                                        "a@000000001",
                                        new CometCounts(Map.of("live://1", 2, "live://2", 1), 5, 4),
                                        "b@000000001",
                                        new CometCounts(Map.of("live://1", 3), 7, 6))));

        assertThat(occupancy.members("live://1")).isEqualTo(5);
        assertThat(occupancy.members("live://9")).isZero();
        assertThat(occupancy.sessions()).isEqualTo(12);
        assertThat(occupancy.addresses()).isEqualTo(10);
        assertThat(occupancy.rooms()).isEqualTo(2);
        assertThat(occupancy.node("b")).isEqualTo(new NodeCount(7, 6));
        assertThat(occupancy.node("c")).isEqualTo(NodeCount.NONE);
    }

    @Test
    void onlyTheLatestLifeOfANodeCounts() {
        Occupancy occupancy =
                Occupancy.of(
                        new OnlineSnapshot(
                                Map.of(
                                        "a@000000001",
                                        new CometCounts(Map.of("live://1", 100), 100, 100),
                                        "a@000000002",
                                        new CometCounts(Map.of("live://1", 1), 1, 1))));

        assertThat(occupancy.members("live://1")).isEqualTo(1);
        assertThat(occupancy.sessions()).isEqualTo(1);
    }

    @Test
    void fullestRoomsComeFirstAndEqualOnesByName() {
        Occupancy occupancy =
                Occupancy.of(
                        new OnlineSnapshot(
                                Map.of(
                                        "a@000000001",
                                        new CometCounts(
                                                Map.of("x://c", 1, "x://a", 1, "x://b", 9, "y", 5),
                                                0,
                                                0))));

        assertThat(occupancy.top(room -> true, 3))
                .extracting(RoomCount::id)
                .containsExactly("b", "y", "a");
        assertThat(occupancy.top(room -> room.type().isEmpty(), 3))
                .containsExactly(new RoomCount("y", 5));
    }
}
