package dev.halley.standalone.documents;

import dev.halley.testkit.documents.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The meters that docs/operations/metrics.md lists, as the page of metrics would name them. */
final class MetricsTable {
    private static final Pattern ROW = Pattern.compile("\\| (`[^|]+`) \\| ([a-z, ]+) \\|.*");
    private static final Pattern NAME = Pattern.compile("`(halley\\.[a-z.*]+)`");

    private MetricsTable() {}

    /** One meter: its name in the code, and its kind in the singular. */
    record Meter(String name, String kind) {
        /** Whether this family of the page, written {@code name type}, is this meter. */
        boolean isShownAs(String family) {
            String snake = name.replace('.', '_');
            return switch (kind) {
                case "counter" -> family.matches(snake + "(_bytes)?_total counter");
                case "timer" -> family.equals(snake + "_seconds histogram");
                case "histogram" -> family.equals(snake + " histogram");
                case "gauge" -> family.matches(snake + "(_bytes|_seconds)? gauge");
                default -> false;
            };
        }

        /** Whether this family is the largest value that goes along with this histogram. */
        boolean isMaximumShownAs(String family) {
            return family.matches(name.replace('.', '_') + "(_seconds)?_max gauge")
                    && (kind.equals("timer") || kind.equals("histogram"));
        }
    }

    /** Every meter of Halley's own that the document has a row for. */
    static List<Meter> read() {
        List<Meter> meters = new ArrayList<>();
        for (String line : document().lines()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                String kind = row.group(2).replaceFirst("s$", "");
                names(row.group(1)).forEach(name -> meters.add(new Meter(name, kind)));
            }
        }
        return meters;
    }

    private static Stream<String> names(String cell) {
        return NAME.matcher(cell).results().map(match -> match.group(1));
    }

    private static Document document() {
        return Document.read(Document.root().resolve("docs/operations/metrics.md"));
    }
}
