package dev.halley.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.floor.loop.DueTimes;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedConnectionTest {

    private static final DueTimes EVERY_10 = new DueTimes(100, 1e8);
    private final List<Long> ages = new ArrayList<>();

    @Test
    void aMessageHasArrivedWithItsLastByte() throws Exception {
        try (SocketChannel channel = SocketChannel.open()) {
            CountedConnection connection = new CountedConnection(channel, 80, true);
            connection.received(79, EVERY_10, 0, 150, ages::add);
            assertThat(ages).isEmpty();
            connection.received(82, EVERY_10, 0, 160, ages::add);
            assertThat(ages).containsExactly(60L, 50L);
        }
    }

    @Test
    void thoseOfTheWarmUpAreNotTold() throws Exception {
        try (SocketChannel channel = SocketChannel.open()) {
            CountedConnection connection = new CountedConnection(channel, 80, true);
            connection.received(240, EVERY_10, 2, 200, ages::add);
            assertThat(ages).containsExactly(80L);
        }
    }
}
