package dev.halley.benchmarks.sizing.asked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LoadTest {

    private static final Crowd CROWD = new Crowd(1_000_000, 0.1, 30, 1_000, 100);

    @Test
    void countsWhatFollowsFromIt() {
        Load load = new Load(CROWD, new Pushes(600, 0.5, 64));

        assertThat(load.sessions()).isEqualTo(100_000);
        assertThat(load.connects()).isCloseTo(55.56, within(0.01));
        assertThat(load.roomsOfSession()).isEqualTo(1);
        assertThat(load.pushesOfRoom()).isEqualTo(0.3);
        assertThat(load.deliveries()).isEqualTo(300 + 300 * 100);
    }

    @Test
    void saysWhichNumberIsOutOfItsRange() {
        refused(() -> new Crowd(-1, 0.1, 30, 1, 1), "users: -1 (expected: 1 to 10000000000)");
        refused(() -> new Crowd(10, 1.5, 30, 1, 1), "online-share: 1.5 (expected: 0.001 to 1)");
        refused(() -> new Crowd(10, 1, 30, 1, 11), "members: 11 (expected: 1 to 10)");
        refused(() -> new Pushes(Double.NaN, 0, 1), "rate: NaN (expected: 0 to 1000000000)");
        refused(() -> new Pushes(1, 0, 0), "payload-bytes: 0 (expected: 1 to 450000)");
        refused(() -> new NodeShape(0, 1, 1, 1), "node-cores: 0 (expected: 1 to 1024)");
        refused(() -> new Margin(2, 0.5, 1), "busy: 2 (expected: 0.05 to 1)");
        refused(() -> new Stores(0, 1, 1, 0, false), "replication: 0 (expected: 1 to 9)");
    }

    @Test
    void pushesToRoomsNeedRooms() {
        Crowd alone = new Crowd(1_000, 0.1, 30, 0, 1);
        refused(
                () -> new Load(alone, new Pushes(10, 0.5, 64)),
                "user-share: 0.5 (expected: 1, as there are no rooms to push to)");
        assertThat(new Load(alone, new Pushes(10, 1, 64)).pushesOfRoom()).isZero();
    }

    @Test
    void aSessionIsNotInMoreRoomsThanItMayBe() {
        refused(
                () -> new Load(new Crowd(1_000, 0.1, 30, 101, 100), new Pushes(10, 0.5, 64)),
                "rooms: 101 (expected: at most 100, as a session may be in 100)");
    }

    private static void refused(ThrowingCallable made, String text) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class).hasMessage(text);
    }
}
