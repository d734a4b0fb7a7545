package dev.halley.benchmarks.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A comparison, for people and for programs. */
public final class CompareReport {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double THOUSANDTHS = 1_000;
    private static final String LINE = "%-42s %14s %14s %9s%n";

    private final Comparison comparison;

    CompareReport(Comparison comparison) {
        this.comparison = comparison;
    }

    /** Of runs that are known to be of one kind. */
    public static CompareReport of(RunFile a, RunFile b) {
        return new CompareReport(Comparison.of(a, b, true));
    }

    /** A table, with its line ends. */
    public String text() {
        StringBuilder out = new StringBuilder();
        file(out, "A", comparison.a());
        file(out, "B", comparison.b());
        out.append('\n').append(String.format(Locale.ROOT, LINE, "", "A", "B", "A / B"));
        for (Comparison.Row row : comparison.rows()) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            LINE,
                            row.name(),
                            number(row.a()),
                            number(row.b()),
                            Double.isNaN(row.ratio())
                                    ? "-"
                                    : String.format(Locale.ROOT, "%.2f", row.ratio())));
        }
        comparison.notes().forEach(note -> out.append("note: ").append(note).append('\n'));
        return out.toString();
    }

    /** One line, without its end. */
    String json() {
        return tree().toString();
    }

    /** The same, as a part of something larger. */
    public ObjectNode tree() {
        ObjectNode root = JSON.createObjectNode();
        file(root.putObject("a"), comparison.a());
        file(root.putObject("b"), comparison.b());
        ObjectNode figures = root.putObject("figures");
        for (Comparison.Row row : comparison.rows()) {
            ObjectNode figure = figures.putObject(row.name()).put("a", row.a()).put("b", row.b());
            if (Double.isNaN(row.ratio())) {
                figure.putNull("ratio");
            } else {
                figure.put("ratio", Math.rint(row.ratio() * THOUSANDTHS) / THOUSANDTHS);
            }
        }
        comparison.notes().forEach(root.putArray("notes")::add);
        return root;
    }

    private static void file(StringBuilder out, String letter, RunFile file) {
        out.append(
                "%s  %s: %s%s\n"
                        .formatted(
                                letter,
                                file.name(),
                                file.runs().get(0).path("title").asText(""),
                                file.runs().size() == 1
                                        ? ""
                                        : " (medians of " + file.runs().size() + " runs)"));
    }

    private static void file(ObjectNode node, RunFile file) {
        node.put("file", file.name());
        node.put("title", file.runs().get(0).path("title").asText(""));
        node.put("runs", file.runs().size());
        node.put("good", file.good());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 1_000 ? "%,.0f" : "%.3f", value);
    }
}
