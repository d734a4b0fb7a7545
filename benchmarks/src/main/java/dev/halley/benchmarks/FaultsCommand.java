package dev.halley.benchmarks;

import dev.halley.benchmarks.faults.Fault;
import dev.halley.benchmarks.faults.FaultSchedule;
import dev.halley.benchmarks.faults.HaltableNetwork;
import dev.halley.benchmarks.options.BenchOptions;
import dev.halley.benchmarks.spec.BenchSpec;
import dev.halley.benchmarks.spec.LocalCluster;
import dev.halley.benchmarks.spec.RunLength;
import dev.halley.benchmarks.spec.Scenario;
import dev.halley.benchmarks.spec.TimedStep;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench faults}: a local cluster is broken in every way while pushes flow. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = {
            "A local cluster is broken by a list drawn from a seed.",
            "Pushes flow to rooms and users meanwhile; it is repaired, and every message accounted for."
        })
final class FaultsCommand implements Callable<Integer> {

    private static final int PROTOCOL = 2;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double LONGEST_MINUTES = 60;

    @Mixin private BenchOptions options = new BenchOptions();

    @Spec private @Nullable CommandSpec command;

    @Option(
            names = "--minutes",
            defaultValue = "10",
            description = "Minutes of pushes, with --settle (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--settle",
            defaultValue = "30",
            description = {
                "Seconds at the end in which everything is repaired and runs",
                "(default: ${DEFAULT-VALUE})."
            })
    private double settleSeconds;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "What the faults are drawn from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--rooms",
            defaultValue = "4",
            description = "Rooms for the half of the sessions (default: ${DEFAULT-VALUE}).")
    private int rooms;

    @Option(names = "--dry-run", description = "Only print the schedule.")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        Bench bench = new Bench(command, options);
        LocalCluster cluster = bench.checked(this::cluster);
        List<Fault> faults =
                FaultSchedule.of(seed, seconds() - settleSeconds, bench.checked(cluster::names));
        PrintWriter err = bench.err();
        err.printf(Locale.ROOT, "%d faults from seed %d:%n", faults.size(), seed);
        faults.forEach(fault -> err.println("  " + fault));
        err.flush();
        if (dryRun) {
            return 0;
        }
        List<TimedStep> steps = new ArrayList<>(FaultSchedule.steps(faults));
        steps.add(new TimedStep(seconds() - settleSeconds, List.of("repair")));
        try (HaltableNetwork network = new HaltableNetwork(cluster)) {
            return bench.run(() -> spec(network, steps), network);
        }
    }

    private double seconds() {
        return minutes * SECONDS_PER_MINUTE;
    }

    private LocalCluster cluster() {
        if (!options.at().isEmpty()) {
            throw new IllegalArgumentException(
                    "at: " + options.at() + " (expected: none; faults come from --seed)");
        }
        if (!(minutes > 0 && minutes <= LONGEST_MINUTES)) {
            throw new IllegalArgumentException(
                    "minutes: " + minutes + " (expected: above 0, at most 60)");
        }
        if (!(settleSeconds >= 0 && settleSeconds < seconds())) {
            throw new IllegalArgumentException(
                    "settle: "
                            + settleSeconds
                            + " (expected: at least 0, and less than --minutes)");
        }
        return options.server().localCluster();
    }

    private BenchSpec spec(HaltableNetwork network, List<TimedStep> steps) {
        return new BenchSpec(
                Scenario.MIXED,
                options.shape(rooms),
                new RunLength(0, seconds(), options.still()),
                network,
                options.tuning(true).patientCallers(),
                steps,
                options.clients(PROTOCOL));
    }
}
