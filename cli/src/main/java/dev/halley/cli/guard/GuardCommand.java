package dev.halley.cli.guard;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench guard}: whether comet's drain is still near the floor. */
@Command(
        name = "guard",
        mixinStandardHelpOptions = true,
        description = {
            "Comet's drain beside a bare Netty loop, in this process, in seconds: CPU as a ratio,",
            "and bytes allocated per delivery. Ends with 1 when one is beyond its limit."
        })
public final class GuardCommand implements Callable<Integer> {

    @Option(
            names = "--most-cpu",
            paramLabel = "TIMES",
            defaultValue = "1.6",
            description = "Comet's CPU over the floor's, at most (default: ${DEFAULT-VALUE}).")
    private double mostCpu;

    @Option(
            names = "--connections",
            defaultValue = "1000",
            description = "Connections that are written to (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--turns",
            defaultValue = "9",
            description = "Turns of each, of which the median counts (default: ${DEFAULT-VALUE}).")
    private int turns;

    @Spec private @Nullable CommandSpec command;

    /** Made by picocli. */
    public GuardCommand() {}

    /** 0: all is within its limit; 1: not. */
    @Override
    public Integer call() throws InterruptedException {
        CommandSpec here = requireNonNull(command, "command");
        PrintWriter out = here.commandLine().getOut();
        Guard guard = checked(here);
        List<String> troubles = new ArrayList<>();
        for (GuardCase each : GuardCase.values()) {
            GuardFinding finding = guard.run(each);
            out.println(line(finding));
            out.flush();
            troubles.addAll(finding.troubles(mostCpu));
        }
        troubles.forEach(out::println);
        out.println(troubles.isEmpty() ? "within its limits" : "beyond a limit");
        out.flush();
        return troubles.isEmpty() ? 0 : 1;
    }

    private Guard checked(CommandSpec here) {
        try {
            if (!(mostCpu >= 1 && mostCpu <= 100)) {
                throw new IllegalArgumentException(
                        "most-cpu: " + mostCpu + " (expected: 1 to 100)");
            }
            return new Guard(connections, drains(150_000), turns, drains(20_000));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(here.commandLine(), "--" + e.getMessage(), e);
        }
    }

    private int drains(int writes) {
        return Math.max(1, writes / Math.max(1, connections));
    }

    private static String line(GuardFinding finding) {
        return String.format(
                Locale.ROOT,
                "%-10s %.4f us CPU per delivery, floor %.4f: %.2f times;"
                        + " %.2f bytes allocated, floor %.2f",
                finding.of().word(),
                finding.comet().cpuNanos() / 1_000,
                finding.floor().cpuNanos() / 1_000,
                finding.cpuRatio(),
                finding.comet().allocatedBytes(),
                finding.floor().allocatedBytes());
    }
}
