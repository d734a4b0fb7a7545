package dev.halley.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.simulation.around.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class SimulationTest {
    private static final int SEEDS = 1_000;

    @Test
    void noSeedViolatesAnything() {
        Simulation simulation = new Simulation(new Wiring(), Simulation.STEPS);
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        LongAdder given = new LongAdder();
        long began = System.nanoTime();
        LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .forEach(
                        seed -> {
                            Outcome outcome = simulation.run(seed, false);
                            given.add(outcome.given());
                            if (outcome.failure() != null) {
                                failures.add(seed + ": " + outcome.failure());
                            }
                        });
        System.out.printf("%.0f seeds per second%n", SEEDS * 1e9 / (System.nanoTime() - began));

        assertThat(failures).isEmpty();
        assertThat(given.sum()).isGreaterThan(SEEDS * 10L);
    }

    @Test
    void aSeedIsAlwaysTheSameRun() {
        Simulation simulation = new Simulation(new Wiring(), Simulation.STEPS);

        List<String> first = lines(simulation.run(7, true));
        List<String> second = lines(simulation.run(7, true));

        assertThat(second).isEqualTo(first).hasSizeGreaterThan(50);
    }

    private static List<String> lines(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        outcome.history().lines().forEach(lines::add);
        return lines;
    }
}
