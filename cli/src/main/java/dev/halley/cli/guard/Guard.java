package dev.halley.cli.guard;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures. Comet and floor write in turns, so that what else the machine does falls on both, and
 * the median of the turns counts.
 *
 * @param connections written to
 * @param warmup drains of each before anything is measured, in which the compiler comes to its end
 * @param turns of each
 * @param drains in a turn
 */
record Guard(int connections, int warmup, int turns, int drains) {

    private static final int PAYLOAD_BYTES = 64;

    /** Ranges. */
    Guard {
        check("connections", connections, 1, 5_000);
        check("warmup", warmup, 0, 1_000_000);
        check("turns", turns, 1, 99);
        check("drains", drains, 1, 1_000_000);
    }

    /** Runs one case. Blocks for seconds. */
    GuardFinding run(GuardCase of) throws InterruptedException {
        List<DrainCost> comet = new ArrayList<>();
        List<DrainCost> floor = new ArrayList<>();
        try (GuardBed comets = comets();
                GuardBed floors = floors()) {
            comets.drains(warmup, of.messages());
            floors.drains(warmup, of.messages());
            for (int turn = 0; turn < turns; turn++) {
                comet.add(comets.drains(drains, of.messages()));
                floor.add(floors.drains(drains, of.messages()));
            }
        }
        return new GuardFinding(of, DrainCost.median(comet), DrainCost.median(floor));
    }

    /** Comet's side of a case alone, for who does not look at ratios. Blocks for seconds. */
    DrainCost comet(GuardCase of) throws InterruptedException {
        List<DrainCost> comet = new ArrayList<>();
        try (GuardBed comets = comets()) {
            comets.drains(warmup, of.messages());
            for (int turn = 0; turn < turns; turn++) {
                comet.add(comets.drains(drains, of.messages()));
            }
        }
        return DrainCost.median(comet);
    }

    private GuardBed comets() throws InterruptedException {
        return new GuardBed(
                connections, PAYLOAD_BYTES, loop -> new CometFanout(loop, PAYLOAD_BYTES));
    }

    private GuardBed floors() throws InterruptedException {
        return new GuardBed(connections, PAYLOAD_BYTES, loop -> new FloorFanout(PAYLOAD_BYTES));
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s: %d (expected: %d to %d)".formatted(name, value, least, most));
        }
    }
}
