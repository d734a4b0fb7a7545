package dev.halley.logic.comets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.record.Route;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class UnknownCometsTest {
    private static final Route ROUTE = Route.newBuilder().setInstance("a@000000001").build();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final UnknownComets unknown =
            new UnknownComets(
                    (pause, work) -> {
                        pauses.add(pause);
                        later.add(work);
                    },
                    meters);

    @Test
    void triesOnceMoreAfterASecond() {
        List<Route> closed = new ArrayList<>();
        unknown.tryLater(ROUTE, closed::add);
        unknown.tryLater(ROUTE, route -> false);
        assertThat(closed).isEmpty();

        later.forEach(Runnable::run);

        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertThat(closed).containsExactly(ROUTE);
        assertThat(counted("told")).isEqualTo(1);
        assertThat(counted("gone")).isEqualTo(1);
        assertThat(counted("left")).isZero();
    }

    @Test
    void leavesASessionWhenTooManyWait() {
        for (int i = 0; i <= UnknownComets.MAX_WAITING; i++) {
            unknown.tryLater(ROUTE, route -> true);
        }
        assertThat(later).hasSize(UnknownComets.MAX_WAITING);
        assertThat(counted("left")).isEqualTo(1);

        later.remove(0).run();
        unknown.tryLater(ROUTE, route -> true);

        assertThat(later).hasSize(UnknownComets.MAX_WAITING);
        assertThat(counted("left")).isEqualTo(1);
    }

    private double counted(String result) {
        return meters.counter("halley.logic.comets.unknown", "result", result).count();
    }
}
