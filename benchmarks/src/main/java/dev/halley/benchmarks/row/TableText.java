package dev.halley.benchmarks.row;

import dev.halley.benchmarks.row.table.Figure;
import dev.halley.benchmarks.row.table.Row;
import java.util.List;

/** The rows that there are, for people. */
final class TableText {

    private TableText() {}

    static String of(List<Row> rows) {
        StringBuilder out = new StringBuilder();
        for (Row row : rows) {
            out.append("%-14s %s\n".formatted(row.name(), row.what()));
            for (Figure figure : row.figures()) {
                if (!figure.target().isEmpty()) {
                    out.append("%14s %s: %s\n".formatted("", figure.name(), figure.target()));
                }
            }
            line(out, row.scenario());
            row.floor().ifPresent(words -> line(out, words));
        }
        return out.toString();
    }

    private static void line(StringBuilder out, List<String> words) {
        out.append("%14s   bench %s\n".formatted("", String.join(" ", words)));
    }
}
