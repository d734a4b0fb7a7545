package dev.halley.benchmarks.measure.report;

import dev.halley.benchmarks.measure.Percentiles;
import java.util.List;
import java.util.Locale;

/** Figures as a table for people: a name and a text per line, below a title. */
public final class TextFigures {

    private final StringBuilder out;

    /** None yet, below what was told before. */
    public TextFigures() {
        out = new StringBuilder();
    }

    /** None yet. */
    public TextFigures(String title) {
        out = new StringBuilder(title).append("\n\n");
    }

    /** A line, formatted as {@link String#format} does. */
    public TextFigures line(String name, String format, Object... values) {
        out.append("%-13s ".formatted(name))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
        return this;
    }

    /** A latency. */
    public TextFigures line(String name, Percentiles values) {
        return line(
                name,
                "p50 %.2f, p99 %.2f, p99.9 %.2f, max %.2f ms",
                values.p50(),
                values.p99(),
                values.p999(),
                values.max());
    }

    /** Whether the result is a good one. */
    public TextFigures verdict(List<String> objections) {
        return line(
                "verdict",
                "%s",
                objections.isEmpty() ? "good" : "not good: " + String.join("; ", objections));
    }

    /** What failed. */
    public TextFigures troubles(List<String> troubles) {
        troubles.forEach(trouble -> line("trouble", "%s", trouble));
        return this;
    }

    /** The table, with its line ends. */
    public String text() {
        return out.toString();
    }
}
