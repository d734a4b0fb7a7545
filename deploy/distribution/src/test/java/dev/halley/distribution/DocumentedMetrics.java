package dev.halley.distribution;

import dev.halley.testkit.documents.Document;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that docs/operations/metrics.md lists, as Prometheus shows them. */
final class DocumentedMetrics {
    private static final Pattern ROW = Pattern.compile("\\| (`[^|]+`) \\| ([a-z, ]+) \\|.*");
    private static final Pattern NAME = Pattern.compile("`([a-z.*]+)`");
    private static final Set<String> SHOWN = shown();

    private DocumentedMetrics() {}

    /** Whether a series of this name is one of those. */
    static boolean have(String series) {
        return SHOWN.stream().anyMatch(series::matches);
    }

    private static Set<String> shown() {
        return Document.read(Document.root().resolve("docs/operations/metrics.md")).lines().stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .flatMap(DocumentedMetrics::series)
                .collect(Collectors.toSet());
    }

    private static Stream<String> series(Matcher row) {
        String suffix = suffix(row.group(2).replaceFirst("s$", ""));
        return NAME.matcher(row.group(1))
                .results()
                .map((MatchResult name) -> name.group(1).replace('.', '_') + suffix)
                // Metrics of libraries are listed by families.
                .map(name -> name.contains("*") ? name.replaceFirst("\\*.*", "[a-z_]+") : name);
    }

    private static String suffix(String kind) {
        return switch (kind) {
            case "counter" -> "(_bytes)?_total";
            case "timer" -> "_seconds_(bucket|count|sum|max)";
            case "histogram" -> "_(bucket|count|sum|max)";
            case "gauge" -> "(_bytes|_seconds)?";
            default -> "";
        };
    }
}
