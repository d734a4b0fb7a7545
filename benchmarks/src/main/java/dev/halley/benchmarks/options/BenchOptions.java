package dev.halley.benchmarks.options;

import dev.halley.benchmarks.recovery.Clients;
import dev.halley.benchmarks.spec.BenchSpec;
import dev.halley.benchmarks.spec.LoadShape;
import dev.halley.benchmarks.spec.RunLength;
import dev.halley.benchmarks.spec.Scenario;
import dev.halley.benchmarks.spec.TimedStep;
import dev.halley.benchmarks.spec.Tuning;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the scenarios that push. Ranges are checked where the values are used. */
public final class BenchOptions {

    @Mixin private ServerOptions server = new ServerOptions();

    @Mixin private ReportOptions report = new ReportOptions();

    @Mixin private LengthOptions length = new LengthOptions();

    @Option(
            names = "--sessions",
            defaultValue = "1000",
            description = {
                "Client sessions, at most 18000 for each process of the harness that holds them",
                "(default: ${DEFAULT-VALUE})."
            })
    private int sessions;

    @Option(
            names = "--rate",
            defaultValue = "10",
            description = "Pushes per second, all together (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--still",
            paramLabel = "SECONDS",
            description = {
                "So long without an arrival at the end, and the rest is not coming (default: 5;",
                "20 when sessions were cut, 120 after faults)."
            })
    private @Nullable Double still;

    @Option(
            names = "--payload-bytes",
            defaultValue = "64",
            description = "Bytes of a payload, at least 24 (default: ${DEFAULT-VALUE}).")
    private int payloadBytes;

    @Option(
            names = "--operation",
            defaultValue = "1000",
            description = "Operation of the pushes (default: ${DEFAULT-VALUE}).")
    private int operation;

    @Option(
            names = "--protocol",
            description = {
                "Version of the protocol that sessions speak: 1, goim's, or 2, Halley's, which",
                "recovers what was missed (default: 1 in room and unicast, else 2)."
            })
    private @Nullable Integer protocol;

    @Option(
            names = "--at",
            paramLabel = "TIME:STEP",
            description = {
                "Do something to the cluster so long after the first push:",
                "20s:kill job-1, 30s:start job-1; repeatable."
            })
    private List<String> at = List.of();

    @Option(
            names = "--reconnect",
            negatable = true,
            description = {
                "Whether sessions that were cut come back, and failed pushes are repeated",
                "(default: with --cluster, several comets or several REST APIs)."
            })
    private @Nullable Boolean reconnect;

    @Option(
            names = "--dial",
            defaultValue = "64",
            description = "Connections being made at once (default: ${DEFAULT-VALUE}).")
    private int dial;

    @Option(
            names = "--callers",
            defaultValue = "0",
            description = "Connections that push; 0: by the rate (default: ${DEFAULT-VALUE}).")
    private int callers;

    @Option(
            names = "--loops",
            defaultValue = "1",
            description = "Threads that receive (default: ${DEFAULT-VALUE}).")
    private int loops;

    /** Filled by picocli. */
    public BenchOptions() {}

    /** Where the server is. */
    public ServerOptions server() {
        return server;
    }

    /** How the result is told. */
    public ReportOptions report() {
        return report;
    }

    /** Client sessions. */
    public int sessions() {
        return sessions;
    }

    /** What was asked to be done to the cluster, as typed. */
    public List<String> at() {
        return at;
    }

    /** How much, spread over so many rooms. */
    public LoadShape shape(int rooms) {
        return shape(sessions, rooms);
    }

    /** The same with other sessions. */
    public LoadShape shape(int otherSessions, int rooms) {
        return shape(otherSessions, rooms, rate);
    }

    /** The same with other sessions and another rate. */
    public LoadShape shape(int otherSessions, int rooms, double otherRate) {
        return new LoadShape(otherSessions, rooms, otherRate, payloadBytes, operation);
    }

    /** How long. */
    public RunLength length() {
        return length.length(still());
    }

    /** Seconds of patience for what does not arrive; empty: the usual. */
    public OptionalDouble still() {
        return still == null ? OptionalDouble.empty() : OptionalDouble.of(still);
    }

    /** How the load side works; where nothing is said, sessions of several nodes come back. */
    public Tuning tuning() {
        return tuning(server.several());
    }

    /** How the load side works, with this for sessions that were cut where nothing is said. */
    public Tuning tuning(boolean several) {
        return new Tuning(dial, callers, loops, reconnect == null ? several : reconnect)
                .looking(server.intoJvms(), report.mostLateMs());
    }

    /** The clients of a scenario that cuts nobody. */
    public Clients clients(int usualProtocol) {
        return Clients.of(protocol == null ? usualProtocol : protocol);
    }

    /**
     * What is done to the cluster.
     *
     * @throws IllegalArgumentException if a step has no form, or there is no cluster
     */
    public List<TimedStep> steps() {
        if (!at.isEmpty() && !server.ofCluster()) {
            throw new IllegalArgumentException("at: " + at + " (expected: only with --cluster)");
        }
        return at.stream().map(TimedStep::parse).toList();
    }

    /**
     * A run of a scenario that does not cut sessions.
     *
     * @throws IllegalArgumentException if something is wrong with the options, naming it
     */
    public BenchSpec spec(Scenario scenario, int rooms, ProcessesOption processes) {
        return spec(scenario, shape(rooms), processes.spread(tuning(), sessions), clients(1));
    }

    /**
     * A run of any scenario.
     *
     * @throws IllegalArgumentException if something is wrong with the options, naming it
     */
    public BenchSpec spec(Scenario scenario, LoadShape shape, Tuning tuning, Clients clients) {
        return new BenchSpec(scenario, shape, length(), server.server(), tuning, steps(), clients);
    }
}
