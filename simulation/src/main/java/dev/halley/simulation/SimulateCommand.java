package dev.halley.simulation;

import dev.halley.simulation.around.Wiring;
import dev.halley.simulation.world.Outcome;
import dev.halley.simulation.world.Simulation;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./halley simulate}: runs many seeds, or shows one. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Run the state machines of every tier under one seeded scheduler, with faults, and check"
                    + " after every step that nothing is lost, doubled or out of order.",
            "A seed that fails is run again and printed step by step."
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final double NANOS_PER_SECOND = 1_000_000_000.0;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many seeds to run, from 1 on (default: ${DEFAULT-VALUE}).")
    private long seeds;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Run this seed only, and print what happens.")
    private @Nullable Long seed;

    @Option(
            names = "--steps",
            paramLabel = "M",
            defaultValue = "" + Simulation.STEPS,
            description =
                    "Steps of a seed with load and faults, before it is left to come to rest"
                            + " (default: ${DEFAULT-VALUE}).")
    private int steps;

    /** Made by picocli. */
    public SimulateCommand() {}

    /** Exit code: 0 nothing is violated, 1 something is. */
    @Override
    public Integer call() {
        CommandSpec command = requireSpec();
        check(command, seeds >= 1, "--seeds: " + seeds);
        check(command, steps >= 1, "--steps: " + steps);
        PrintWriter out = command.commandLine().getOut();
        Simulation simulation = new Simulation(new Wiring(), steps);
        Long one = seed;
        return one == null ? runMany(simulation, out) : show(simulation, one, out);
    }

    private static void check(CommandSpec command, boolean valid, String what) {
        if (!valid) {
            throw new ParameterException(command.commandLine(), what + " (expected: at least 1)");
        }
    }

    private CommandSpec requireSpec() {
        CommandSpec present = spec;
        if (present == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return present;
    }

    private int runMany(Simulation simulation, PrintWriter out) {
        long began = System.nanoTime();
        LongAdder given = new LongAdder();
        LongAdder faults = new LongAdder();
        AtomicLong violated = new AtomicLong(Long.MAX_VALUE);
        LongStream.rangeClosed(1, seeds)
                .parallel()
                .filter(next -> next < violated.get())
                .forEach(
                        next -> {
                            Outcome outcome = simulation.run(next, false);
                            given.add(outcome.given());
                            faults.add(outcome.faults());
                            if (outcome.failure() != null) {
                                violated.accumulateAndGet(next, Math::min);
                            }
                        });
        if (violated.get() <= seeds) {
            return show(simulation, violated.get(), out);
        }
        double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
        out.printf("%d seeds, no violation%n", seeds);
        out.printf(
                "%d messages given, %d faults, %.0f seeds per second%n",
                given.sum(), faults.sum(), seeds / seconds);
        out.flush();
        return 0;
    }

    private int show(Simulation simulation, long which, PrintWriter out) {
        Outcome outcome = simulation.run(which, true);
        outcome.history().lines().forEach(out::println);
        RuntimeException failure = outcome.failure();
        out.printf(
                "seed %d: %s%n",
                which, failure == null ? "no violation" : "violated: " + failure.getMessage());
        out.printf(
                "%d steps, %d pushes, %d messages given, %d faults%n",
                outcome.steps(), outcome.accepted(), outcome.given(), outcome.faults());
        out.flush();
        return failure == null ? 0 : 1;
    }
}
