package dev.halley.benchmarks.options;

import picocli.CommandLine.Option;

/** Options that say how a result is told. */
public final class ReportOptions {

    @Option(
            names = "--most-late",
            defaultValue = "50",
            paramLabel = "MS",
            description = {
                "How late (p99) the harness may be by its own fault before a run is not good",
                "(default: ${DEFAULT-VALUE})."
            })
    private double mostLateMs;

    @Option(names = "--json", description = "Print exactly one line of JSON.")
    private boolean json;

    /** Filled by picocli. */
    public ReportOptions() {}

    /** Whether a line of JSON is asked for, and not a table. */
    public boolean json() {
        return json;
    }

    /** Milliseconds that the harness may be late by its own fault. */
    public double mostLateMs() {
        return mostLateMs;
    }
}
