package dev.halley.benchmarks;

import dev.halley.benchmarks.options.BenchOptions;
import dev.halley.benchmarks.options.ProcessesOption;
import dev.halley.benchmarks.options.RoomsOption;
import dev.halley.benchmarks.recovery.Clients;
import dev.halley.benchmarks.recovery.CutKind;
import dev.halley.benchmarks.recovery.CutPlan;
import dev.halley.benchmarks.spec.Scenario;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code bench drops}: every client is cut again and again while messages flow. */
@Command(
        name = "drops",
        mixinStandardHelpOptions = true,
        description = "Sessions in rooms, each cut again and again while pushes go to the rooms.")
final class DropsCommand implements Callable<Integer> {

    private static final int PROTOCOL = 2;
    private static final double MS_PER_SECOND = 1_000;

    @Mixin private BenchOptions options = new BenchOptions();

    @Spec private @Nullable CommandSpec command;

    @Mixin private RoomsOption rooms = new RoomsOption();

    @Mixin private ProcessesOption processes = new ProcessesOption();

    @Option(
            names = "--cut",
            defaultValue = "fin",
            converter = CutConverter.class,
            description = {
                "fin: closed; rst: reset; blackhole: neither read nor written any more, and not",
                "closed (default: ${DEFAULT-VALUE})."
            })
    private CutKind cut = CutKind.FIN;

    @Option(
            names = "--every",
            defaultValue = "10",
            description = {
                "Seconds that a client is online before it is cut, on average",
                "(default: ${DEFAULT-VALUE})."
            })
    private double everySeconds;

    @Option(
            names = "--away",
            defaultValue = "2",
            description = "Seconds that it stays away (default: ${DEFAULT-VALUE}).")
    private double awaySeconds;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of the times of all cuts (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws Exception {
        return new Bench(command, options)
                .run(
                        () ->
                                options.spec(
                                        Scenario.ROOM,
                                        options.shape(rooms.rooms()),
                                        processes.spread(options.tuning(true), options.sessions()),
                                        clients()));
    }

    private Clients clients() {
        CutPlan cuts =
                new CutPlan(
                        cut, seconds("every", everySeconds), seconds("away", awaySeconds), seed);
        return new Clients(options.clients(PROTOCOL).version(), Optional.of(cuts));
    }

    private static Duration seconds(String name, double value) {
        if (!(value >= 0.1 && value <= 600)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 0.1 to 600)");
        }
        return Duration.ofMillis(Math.round(value * MS_PER_SECOND));
    }

    /** Takes the names in lower case. */
    static final class CutConverter implements ITypeConverter<CutKind> {
        @Override
        public CutKind convert(String value) {
            for (CutKind kind : CutKind.values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(value)) {
                    return kind;
                }
            }
            throw new TypeConversionException(
                    "cut: " + value + " (expected: fin, rst or blackhole)");
        }
    }
}
