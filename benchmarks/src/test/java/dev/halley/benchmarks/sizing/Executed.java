package dev.halley.benchmarks.sizing;

import dev.halley.benchmarks.BenchCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** What {@code bench size} did with these options. */
record Executed(int exitCode, String out, String err) {

    static Executed size(String... options) {
        List<String> words = new ArrayList<>(List.of("size"));
        words.addAll(List.of(options));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                new CommandLine(new BenchCommand())
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(words.toArray(String[]::new));
        return new Executed(exitCode, out.toString(), err.toString());
    }
}
