package dev.halley.benchmarks.options;

import dev.halley.benchmarks.process.FileLimit;
import dev.halley.benchmarks.spec.Tuning;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that spreads sessions over processes. Its range is checked where it is used. */
public final class ProcessesOption {

    @Option(
            names = "--processes",
            paramLabel = "N",
            description = {
                "Processes of the harness that hold the sessions; 1: the one that pushes does",
                "(default: as many as the sessions need, as each may open only so many files)."
            })
    private @Nullable Integer processes;

    /** Filled by picocli. */
    public ProcessesOption() {}

    /** The tuning of a load that holds so many sessions at once. */
    public Tuning spread(Tuning tuning, int sessions) {
        return tuning.spread(
                processes == null ? FileLimit.own().processesFor(sessions) : processes);
    }
}
