package dev.halley.benchmarks.options;

import dev.halley.benchmarks.recovery.Clients;
import dev.halley.benchmarks.sessions.ConnectSpec;
import dev.halley.benchmarks.spec.Tuning;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the scenarios that only connect. Ranges are checked where the values are used. */
public final class ConnectOptions {

    @Mixin private ServerOptions server = new ServerOptions();

    @Mixin private ReportOptions report = new ReportOptions();

    @Mixin private RoomsOption rooms = new RoomsOption();

    @Mixin private ProcessesOption processes = new ProcessesOption();

    @Option(
            names = "--protocol",
            defaultValue = "1",
            description = {
                "Version of the protocol that sessions speak: 1, goim's, or 2, Halley's",
                "(default: ${DEFAULT-VALUE})."
            })
    private int protocol;

    @Option(
            names = "--loops",
            defaultValue = "1",
            description = "Threads that dial and receive (default: ${DEFAULT-VALUE}).")
    private int loops;

    /** Filled by picocli. */
    public ConnectOptions() {}

    /** Where the server is. */
    public ServerOptions server() {
        return server;
    }

    /** How the result is told. */
    public ReportOptions report() {
        return report;
    }

    /**
     * What is run.
     *
     * @param held sessions that are online at once
     * @throws IllegalArgumentException if something is wrong with the options, naming it
     */
    public ConnectSpec spec(int sessions, int held, int warmup, int dial) {
        Tuning tuning =
                new Tuning(dial, 0, loops, false).looking(server.intoJvms(), report.mostLateMs());
        return new ConnectSpec(
                server.server(),
                sessions,
                warmup,
                rooms.rooms(),
                Clients.of(protocol),
                processes.spread(tuning, held));
    }
}
