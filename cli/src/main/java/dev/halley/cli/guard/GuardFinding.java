package dev.halley.cli.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What comet's drain cost beside the floor.
 *
 * @param of the case
 * @param comet its drain
 * @param floor the same writes by a bare loop
 */
record GuardFinding(GuardCase of, DrainCost comet, DrainCost floor) {

    /** Comet's CPU in times of the floor's. */
    double cpuRatio() {
        return comet.cpuNanos() / floor.cpuNanos();
    }

    /** Whether no more is allocated than may be. */
    List<String> allocationTrouble() {
        if (comet.allocatedBytes() <= of.mostBytes()) {
            return List.of();
        }
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%s: %.1f bytes allocated per delivery (expected: at most %.0f)",
                        of.word(),
                        comet.allocatedBytes(),
                        of.mostBytes()));
    }

    /** What is beyond a limit, in words; empty: nothing is. */
    List<String> troubles(double mostRatio) {
        List<String> troubles = new ArrayList<>(allocationTrouble());
        if (cpuRatio() > mostRatio) {
            troubles.add(
                    String.format(
                            Locale.ROOT,
                            "%s: %.2f times the floor's CPU (expected: at most %.2f)",
                            of.word(),
                            cpuRatio(),
                            mostRatio));
        }
        return troubles;
    }
}
