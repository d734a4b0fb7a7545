package dev.halley.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.simulation.around.Wiring;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SimulationTest {
    private static final int SEEDS = 1_000;

    @Test
    void noSeedViolatesAnything() {
        Simulation simulation = new Simulation(new Wiring(), Simulation.STEPS);
        List<String> failures = new ArrayList<>();
        long given = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Outcome outcome = simulation.run(seed, false);
            given += outcome.given();
            if (outcome.failure() != null) {
                failures.add(seed + ": " + outcome.failure());
            }
        }

        assertThat(failures).isEmpty();
        assertThat(given).isGreaterThan(SEEDS * 10L);
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
