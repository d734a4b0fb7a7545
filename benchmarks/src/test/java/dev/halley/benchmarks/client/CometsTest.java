package dev.halley.benchmarks.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CometsTest {

    private final Comets comets = new Comets(List.of(target(1), target(2), target(3)));
    private final Random random = new Random(3);

    @Test
    void sessionsBeginSpreadEvenly() {
        assertThat(comets.first(0)).isEqualTo(target(1));
        assertThat(comets.first(4)).isEqualTo(target(2));
        assertThat(comets.first(5)).isEqualTo(target(3));
    }

    @Test
    void afterOneThatFailedAnyOtherIsTried() {
        Set<LoadTarget> tried = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            tried.add(comets.after(target(2), random));
        }
        assertThat(tried).containsExactlyInAnyOrder(target(1), target(3));
    }

    @Test
    void theOnlyOneIsTriedAgain() {
        Comets only = new Comets(List.of(target(1)));
        assertThat(only.after(target(1), random)).isEqualTo(target(1));
    }

    @Test
    void anEmptyListChangesNothing() {
        comets.become(List.of());
        assertThat(comets.first(0)).isEqualTo(target(1));
        comets.become(List.of(target(9)));
        assertThat(comets.first(0)).isEqualTo(target(9));
    }

    @Test
    void waitsAreRandomAndGrowToTheLongest() {
        Reconnects reconnects = Reconnects.standard();
        for (int failures = 0; failures < 40; failures++) {
            long ceiling = Math.min(10_000L, 1_000L << Math.min(10, failures));
            assertThat(reconnects.delayNanos(failures, random))
                    .isBetween(0L, Duration.ofMillis(ceiling).toNanos());
        }
    }

    private static LoadTarget target(int port) {
        return new LoadTarget(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Wire.TCP);
    }
}
