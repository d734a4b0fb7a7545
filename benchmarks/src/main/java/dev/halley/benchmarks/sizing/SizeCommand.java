package dev.halley.benchmarks.sizing;

import dev.halley.benchmarks.sizing.asked.Load;
import dev.halley.benchmarks.sizing.asked.Site;
import dev.halley.benchmarks.sizing.plan.Plan;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench size}: computes what a load takes; it runs nothing. */
@Command(
        name = "size",
        mixinStandardHelpOptions = true,
        description = {
            "Computes nodes, partitions, memory and bandwidth for a load.",
            "It runs nothing; docs/operations/sizing.md has the formula and its constants."
        })
public final class SizeCommand implements Callable<Integer> {

    @Mixin private LoadOptions load = new LoadOptions();

    @Mixin private SiteOptions site = new SiteOptions();

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--constants", description = "Print what it computes with, and nothing else.")
    private boolean constants;

    @Option(names = "--json", description = "Print exactly one line of JSON.")
    private boolean json;

    /** Made by picocli. */
    public SizeCommand() {}

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("made without picocli");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (constants) {
            out.print(ConstantsText.table());
        } else if (json) {
            out.println(PlanJson.line(plan(spec)));
        } else {
            out.print(PlanText.of(plan(spec)));
        }
        out.flush();
        return 0;
    }

    private Plan plan(CommandSpec command) {
        Load asked = checked(command, "--", load::load);
        Site given = checked(command, "--", site::site);
        return checked(command, "", () -> Plan.of(asked, given));
    }

    private static <T> T checked(CommandSpec command, String prefix, Supplier<T> asked) {
        try {
            return asked.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), prefix + e.getMessage(), e);
        }
    }
}
