package dev.halley.benchmarks.options;

import picocli.CommandLine.Option;

/** The option that spreads sessions over rooms. Its range is checked where it is used. */
public final class RoomsOption {

    @Option(
            names = "--rooms",
            defaultValue = "1",
            description = "Rooms to spread the sessions over (default: ${DEFAULT-VALUE}).")
    private int rooms;

    /** Filled by picocli. */
    public RoomsOption() {}

    /** How many. */
    public int rooms() {
        return rooms;
    }
}
