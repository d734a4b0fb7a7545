package dev.halley.benchmarks;

import dev.halley.benchmarks.recovery.Clients;
import dev.halley.benchmarks.spec.RunLength;
import dev.halley.benchmarks.spec.TimedStep;
import dev.halley.benchmarks.spec.Tuning;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the scenarios that push. Ranges are checked where the values are used. */
final class BenchOptions {

    @Mixin ServerOptions server = new ServerOptions();

    @Mixin ReportOptions report = new ReportOptions();

    @Option(
            names = "--sessions",
            defaultValue = "1000",
            description = "Client sessions, at most 18000 (default: ${DEFAULT-VALUE}).")
    int sessions;

    @Option(
            names = "--rate",
            defaultValue = "10",
            description = "Pushes per second, all together (default: ${DEFAULT-VALUE}).")
    double rate;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "Measured seconds (default: ${DEFAULT-VALUE}).")
    double seconds;

    @Option(
            names = "--warmup",
            defaultValue = "5",
            description = "Seconds before the measured ones (default: ${DEFAULT-VALUE}).")
    double warmup;

    @Option(
            names = "--still",
            paramLabel = "SECONDS",
            description = {
                "So long without an arrival at the end, and the rest is not coming (default: 5;",
                "20 when sessions were cut, 60 after faults)."
            })
    @Nullable Double still;

    @Option(
            names = "--payload-bytes",
            defaultValue = "64",
            description = "Bytes of a payload, at least 24 (default: ${DEFAULT-VALUE}).")
    int payloadBytes;

    @Option(
            names = "--operation",
            defaultValue = "1000",
            description = "Operation of the pushes (default: ${DEFAULT-VALUE}).")
    int operation;

    @Option(
            names = "--protocol",
            description = {
                "Version of the protocol that sessions speak: 1, goim's, or 2, Halley's, which",
                "recovers what was missed (default: 1 in room and unicast, else 2)."
            })
    @Nullable Integer protocol;

    @Option(
            names = "--at",
            paramLabel = "TIME:STEP",
            description = {
                "Do something to the cluster so long after the first push:",
                "20s:kill job-1, 30s:start job-1; repeatable."
            })
    List<String> at = List.of();

    @Option(
            names = "--reconnect",
            negatable = true,
            description = {
                "Whether sessions that were cut come back, and failed pushes are repeated",
                "(default: with --cluster, several comets or several REST APIs)."
            })
    @Nullable Boolean reconnect;

    @Option(
            names = "--dial",
            defaultValue = "64",
            description = "Connections being made at once (default: ${DEFAULT-VALUE}).")
    int dial;

    @Option(
            names = "--callers",
            defaultValue = "0",
            description = "Connections that push; 0: by the rate (default: ${DEFAULT-VALUE}).")
    int callers;

    @Option(
            names = "--loops",
            defaultValue = "1",
            description = "Threads that receive (default: ${DEFAULT-VALUE}).")
    int loops;

    RunLength length() {
        return new RunLength(warmup, seconds, still());
    }

    OptionalDouble still() {
        return still == null ? OptionalDouble.empty() : OptionalDouble.of(still);
    }

    /** How the load side works; where nothing is said, sessions of several nodes come back. */
    Tuning tuning() {
        return tuning(server.several());
    }

    /** How the load side works, with this for sessions that were cut where nothing is said. */
    Tuning tuning(boolean several) {
        return new Tuning(dial, callers, loops, reconnect == null ? several : reconnect)
                .looking(server.intoJvms, report.mostLateMs);
    }

    /** The clients of a scenario that cuts nobody. */
    Clients clients(int usualProtocol) {
        return Clients.of(protocol == null ? usualProtocol : protocol);
    }

    List<TimedStep> steps() {
        if (!at.isEmpty() && server.cluster == null) {
            throw new IllegalArgumentException("at: " + at + " (expected: only with --cluster)");
        }
        return at.stream().map(TimedStep::parse).toList();
    }
}
