package dev.halley.benchmarks.floor;

import static java.util.Objects.requireNonNull;

import dev.halley.benchmarks.live.Terminal;
import dev.halley.benchmarks.options.LengthOptions;
import dev.halley.benchmarks.scenario.BenchException;
import dev.halley.benchmarks.spec.LoadShape;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench floor}: a bare Netty loop makes the writes of a scenario. */
@Command(
        name = "floor",
        mixinStandardHelpOptions = true,
        description = {
            "What a bare Netty loop, a process of its own, needs for the writes of a scenario.",
            "Clients only count bytes."
        })
public final class FloorCommand implements Callable<Integer> {

    private static final int CANNOT_RUN = 2;
    private static final int OPERATION = 1000;

    @Option(
            names = "--shape",
            defaultValue = "room",
            description = {
                "frames: one small frame to each connection, never merged; room: merged by duty;",
                "most: as room, with many connections and short messages",
                "(default: ${DEFAULT-VALUE})."
            })
    private String shape = "room";

    @Option(
            names = "--sessions",
            description = "Connections, at most 18000 (default: 5000; most: 18000).")
    private @Nullable Integer sessions;

    @Option(
            names = "--rate",
            description = "Messages per second (default: frames 15, room 200, most 1000).")
    private @Nullable Double rate;

    @Option(
            names = "--payload-bytes",
            description = "Bytes of a payload, at least 24 (default: 64; most: 24).")
    private @Nullable Integer payloadBytes;

    @Option(
            names = "--duty",
            description = {
                "Part of its time that the loop may spend writing, 0.01 to 1; 1: it merges only",
                "what it is behind with (default: 0.5; frames: 1, and no other)."
            })
    private @Nullable Double duty;

    @Mixin private LengthOptions length = new LengthOptions();

    @Option(
            names = "--loops",
            defaultValue = "1",
            description = "Threads that receive (default: ${DEFAULT-VALUE}).")
    private int loops;

    @Option(names = "--json", description = "Print exactly one line of JSON.")
    private boolean json;

    @Spec private @Nullable CommandSpec command;

    /** Made by picocli. */
    public FloorCommand() {}

    /** Runs; 0: everything arrived, 1: not, 2: it could not be run. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandSpec here = requireNonNull(command, "command");
        FloorSpec spec = spec(here);
        var out = here.commandLine().getOut();
        var err = here.commandLine().getErr();
        try {
            FloorResult result = new FloorRun(spec, Terminal.of(err)).run();
            FloorReport report = new FloorReport(result);
            out.print(json ? report.json() + "\n" : report.text());
            out.flush();
            return result.exitCode();
        } catch (BenchException e) {
            err.println("bench: " + e.getMessage());
            return CANNOT_RUN;
        } finally {
            err.flush();
        }
    }

    private FloorSpec spec(CommandSpec here) {
        try {
            FloorShape asked = FloorShape.parse(shape);
            LoadShape load =
                    new LoadShape(
                            sessions == null ? asked.sessions() : sessions,
                            1,
                            rate == null ? asked.rate() : rate,
                            payloadBytes == null ? asked.payloadBytes() : payloadBytes,
                            OPERATION);
            return new FloorSpec(
                    asked, load, duty == null ? asked.duty() : duty, length.length(), loops);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(here.commandLine(), "--" + e.getMessage(), e);
        }
    }
}
