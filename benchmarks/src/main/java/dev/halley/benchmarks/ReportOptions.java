package dev.halley.benchmarks;

import picocli.CommandLine.Option;

/** Options that say how a result is told. */
final class ReportOptions {

    @Option(
            names = "--most-late",
            defaultValue = "50",
            paramLabel = "MS",
            description = {
                "How late (p99) the harness may be by its own fault before a run is not good",
                "(default: ${DEFAULT-VALUE})."
            })
    double mostLateMs;

    @Option(names = "--json", description = "Print exactly one line of JSON.")
    boolean json;
}
