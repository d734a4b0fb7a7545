package dev.halley.benchmarks;

import dev.halley.benchmarks.recovery.Clients;
import dev.halley.benchmarks.sessions.ConnectSpec;
import dev.halley.benchmarks.spec.Tuning;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the scenarios that only connect. Ranges are checked where the values are used. */
final class ConnectOptions {

    @Mixin ServerOptions server = new ServerOptions();

    @Mixin ReportOptions report = new ReportOptions();

    @Option(
            names = "--rooms",
            defaultValue = "1",
            description = "Rooms to spread the sessions over (default: ${DEFAULT-VALUE}).")
    int rooms;

    @Option(
            names = "--protocol",
            defaultValue = "1",
            description = {
                "Version of the protocol that sessions speak: 1, goim's, or 2, Halley's",
                "(default: ${DEFAULT-VALUE})."
            })
    int protocol;

    @Option(
            names = "--loops",
            defaultValue = "1",
            description = "Threads that dial and receive (default: ${DEFAULT-VALUE}).")
    int loops;

    /** What is run; what is wrong with the options is said here. */
    ConnectSpec spec(int sessions, int warmup, int dial) {
        return new ConnectSpec(
                server.server(),
                sessions,
                warmup,
                rooms,
                Clients.of(protocol),
                new Tuning(dial, 0, loops, false).looking(server.intoJvms, report.mostLateMs));
    }
}
