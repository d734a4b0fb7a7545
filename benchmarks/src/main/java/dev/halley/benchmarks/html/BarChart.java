package dev.halley.benchmarks.html;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Bars, one for each file, side by side for each figure of a family: CPU by process, rates. */
final class BarChart {

    private static final double WIDTH = 860;
    private static final double LEFT = 240;
    private static final double RIGHT = 100;
    private static final double BAR = 16;
    private static final double GAP = 12;
    private static final double BASELINE = 12;

    private final String title;
    private final List<Series> series;
    private final List<String> figures;

    private BarChart(String title, List<Series> series, List<String> figures) {
        this.title = title;
        this.series = series;
        this.figures = figures;
    }

    /**
     * A chart of the figures with this name, and of those that have it in front of a dot.
     *
     * @return empty when no file has one
     */
    static String of(String title, String family, List<Series> series) {
        TreeSet<String> names = new TreeSet<>();
        for (Series each : series) {
            for (String name : each.figures().keySet()) {
                if (name.equals(family) || name.startsWith(family + ".")) {
                    names.add(name);
                }
            }
        }
        return names.isEmpty() ? "" : new BarChart(title, series, List.copyOf(names)).svg(family);
    }

    private String svg(String family) {
        double largest = largest();
        List<String> parts = new ArrayList<>();
        double y = GAP;
        for (String figure : figures) {
            String label = figure.equals(family) ? family : figure.substring(family.length() + 1);
            parts.add(Markup.label(LEFT - 8, y + BASELINE, "end", label));
            for (Series each : series) {
                Double value = each.figures().get(figure);
                if (value != null) {
                    parts.add(bar(each, value, value / largest, y));
                    y += BAR;
                }
            }
            y += GAP;
        }
        return "<h2>%s</h2>\n<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">\n%s</svg>\n"
                .formatted(
                        Markup.text(title),
                        Markup.at(WIDTH),
                        Markup.at(y),
                        Markup.text(title),
                        String.join("", parts));
    }

    private double largest() {
        double largest = Double.MIN_NORMAL;
        for (Series each : series) {
            for (String figure : figures) {
                largest = Math.max(largest, each.figures().getOrDefault(figure, 0.0));
            }
        }
        return largest;
    }

    private static String bar(Series of, double value, double share, double y) {
        double width = Math.max(1, Math.max(0, share) * (WIDTH - LEFT - RIGHT));
        return "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"><title>%s</title></rect>\n"
                        .formatted(
                                Markup.at(LEFT),
                                Markup.at(y),
                                Markup.at(width),
                                Markup.at(BAR - 2),
                                of.color(),
                                Markup.text(of.name() + ": " + Markup.number(value)))
                + Markup.label(LEFT + width + 6, y + BASELINE, "start", Markup.number(value));
    }
}
