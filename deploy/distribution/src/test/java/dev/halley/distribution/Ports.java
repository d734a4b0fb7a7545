package dev.halley.distribution;

import dev.halley.testkit.documents.Document;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ports that docs/operations/README.md lists. */
final class Ports {
    private static final Pattern ROW = Pattern.compile("\\| (\\w+) \\| (\\d+) \\| ([^|]*) \\|.*");

    private Ports() {}

    /** Every port of a tier. */
    static Set<Integer> of(String tier) {
        Set<Integer> ports = new TreeSet<>();
        lines().stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .filter(row -> row.group(1).equals(tier))
                .forEach(row -> ports.add(Integer.valueOf(row.group(2))));
        return ports;
    }

    /** Where a tier's probes are. */
    static int management(String tier) {
        return lines().stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .filter(row -> row.group(1).equals(tier) && row.group(3).startsWith("management"))
                .map(row -> Integer.valueOf(row.group(2)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> lines() {
        return Document.read(Document.root().resolve("docs/operations/README.md")).lines();
    }
}
