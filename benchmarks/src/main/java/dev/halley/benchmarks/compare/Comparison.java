package dev.halley.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Two files of runs beside each other.
 *
 * @param a the first
 * @param b the second, by which is divided
 * @param rows the figures that both have
 * @param notes what is to be known before the ratios are believed
 */
record Comparison(RunFile a, RunFile b, List<Row> rows, List<String> notes) {

    private static final String FRAMES = "messages_per_frame";

    /**
     * One figure.
     *
     * @param name as in the JSON, parts behind a dot
     * @param a of the first
     * @param b of the second
     */
    record Row(String name, double a, double b) {

        /** A over B; not a number when B is 0. */
        double ratio() {
            return b == 0 ? Double.NaN : a / b;
        }
    }

    /**
     * Compares.
     *
     * @param forced whether runs of different kinds are compared all the same
     * @throws IllegalArgumentException if they are of different kinds and nobody forces it, or have
     *     nothing in common
     */
    static Comparison of(RunFile a, RunFile b, boolean forced) {
        List<String> notes = new ArrayList<>();
        List<String> differences = a.identity().differences(b.identity());
        if (!differences.isEmpty() && !forced) {
            throw new IllegalArgumentException(
                    "%s, %s: %s (expected: the same; --force compares all the same)"
                            .formatted(a.name(), b.name(), String.join(", ", differences)));
        }
        differences.forEach(difference -> notes.add("not the same: " + difference));
        notGood(a, notes);
        notGood(b, notes);
        List<Row> rows = rows(a, b, notes);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s, %s: no figure in common (expected: at least one)"
                            .formatted(a.name(), b.name()));
        }
        return new Comparison(a, b, List.copyOf(rows), List.copyOf(notes));
    }

    private static void notGood(RunFile file, List<String> notes) {
        if (!file.good()) {
            notes.add(file.name() + ": not a good run, by its own verdict");
        }
    }

    private static List<Row> rows(RunFile a, RunFile b, List<String> notes) {
        Map<String, Double> ofA = Figures.of(a.runs());
        Map<String, Double> ofB = Figures.of(b.runs());
        // Nodes are named in other ways, or are more: what can be set side by side are their tiers.
        if (!ofA.keySet().equals(ofB.keySet())) {
            ofA = Figures.byRole(ofA);
            ofB = Figures.byRole(ofB);
        }
        String framesOfA = framesAre(a);
        String framesOfB = framesAre(b);
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, Double> figure : ofA.entrySet()) {
            Double other = ofB.get(figure.getKey());
            if (other == null) {
                continue;
            }
            if (figure.getKey().equals(FRAMES) && !framesOfA.equals(framesOfB)) {
                notes.add(FRAMES + " is by " + framesOfA + " and by " + framesOfB);
            } else {
                rows.add(new Row(figure.getKey(), figure.getValue(), other));
            }
        }
        return rows;
    }

    private static String framesAre(RunFile file) {
        return file.runs().get(0).path("frames_are").asText("");
    }
}
