package dev.halley.benchmarks;

import picocli.CommandLine.Option;

/** Options that say how a result is told. */
final class ReportOptions {

    @Option(names = "--json", description = "Print exactly one line of JSON.")
    boolean json;
}
