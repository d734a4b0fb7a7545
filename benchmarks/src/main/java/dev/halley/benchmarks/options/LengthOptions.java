package dev.halley.benchmarks.options;

import dev.halley.benchmarks.spec.RunLength;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** Options that say how long a run goes on. Ranges are checked where the values are used. */
public final class LengthOptions {

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "Measured seconds (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--warmup",
            defaultValue = "5",
            description = "Seconds before the measured ones (default: ${DEFAULT-VALUE}).")
    private double warmup;

    /** Filled by picocli. */
    public LengthOptions() {}

    /** The length, with the usual patience for what does not arrive. */
    public RunLength length() {
        return length(OptionalDouble.empty());
    }

    /** The length, with so many seconds of patience. */
    RunLength length(OptionalDouble still) {
        return new RunLength(warmup, seconds, still);
    }
}
