package dev.halley.benchmarks.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A line for each file over p50, p99, p99.9 and the maximum of a latency; heights by logarithm. */
final class PercentileChart {

    private static final Map<String, String> POINTS =
            Map.of("p50", "p50", "p99", "p99", "p999", "p99.9", "max", "max");
    private static final List<String> ORDER = List.of("p50", "p99", "p999", "max");
    private static final double WIDTH = 860;
    private static final double HEIGHT = 320;
    private static final double LEFT = 70;
    private static final double TOP = 20;
    private static final double BOTTOM = 30;
    private static final double STEP = 220;

    /** Below this a latency is drawn as this: the logarithm of 0 has no place. */
    private static final double LEAST_MS = 0.01;

    private final String latency;
    private final List<Series> series;
    private final int lowest;
    private final int highest;

    private PercentileChart(String latency, List<Series> series) {
        this.latency = latency;
        this.series = series;
        double least = Double.MAX_VALUE;
        double most = LEAST_MS;
        for (Series each : series) {
            for (String point : ORDER) {
                Double value = each.figures().get(latency + "." + point);
                if (value != null) {
                    least = Math.min(least, Math.max(value, LEAST_MS));
                    most = Math.max(most, value);
                }
            }
        }
        this.lowest = (int) Math.floor(Math.log10(Math.min(least, most)));
        this.highest = Math.max(lowest + 1, (int) Math.ceil(Math.log10(most)));
    }

    /**
     * A chart of this latency.
     *
     * @return empty when no file has it, or it is 0 in all of them
     */
    static String of(String title, String latency, List<Series> series) {
        boolean there =
                series.stream()
                        .anyMatch(each -> each.figures().getOrDefault(latency + ".max", 0.0) > 0);
        return there ? new PercentileChart(latency, series).svg(title) : "";
    }

    private String svg(String title) {
        List<String> parts = new ArrayList<>();
        for (int power = lowest; power <= highest; power++) {
            double y = y(Math.pow(10, power));
            parts.add(
                    "<line x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\" class=\"grid\"/>\n"
                            .formatted(
                                    Markup.at(LEFT), Markup.at(WIDTH), Markup.at(y), Markup.at(y)));
            String ms = Markup.number(Math.pow(10, power)) + " ms";
            parts.add(Markup.label(LEFT - 8, y + 4, "end", ms));
        }
        for (String point : ORDER) {
            parts.add(Markup.label(x(point), HEIGHT - 8, "middle", POINTS.getOrDefault(point, "")));
        }
        series.forEach(each -> parts.add(line(each)));
        return "<h2>%s</h2>\n<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">\n%s</svg>\n"
                .formatted(
                        Markup.text(title),
                        Markup.at(WIDTH),
                        Markup.at(HEIGHT),
                        Markup.text(title),
                        String.join("", parts));
    }

    private String line(Series of) {
        StringBuilder points = new StringBuilder();
        StringBuilder marks = new StringBuilder();
        for (String point : ORDER) {
            Double ms = of.figures().get(latency + "." + point);
            if (ms != null) {
                String x = Markup.at(x(point));
                String y = Markup.at(y(ms));
                points.append(x).append(',').append(y).append(' ');
                marks.append(
                        "<circle cx=\"%s\" cy=\"%s\" r=\"4\" fill=\"%s\"><title>%s</title></circle>\n"
                                .formatted(
                                        x,
                                        y,
                                        of.color(),
                                        Markup.text(of.name() + ": " + Markup.number(ms) + " ms")));
            }
        }
        return "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n%s"
                .formatted(points.toString().strip(), of.color(), marks);
    }

    private static double x(String point) {
        return LEFT + 40 + ORDER.indexOf(point) * STEP;
    }

    private double y(double ms) {
        double share = (Math.log10(Math.max(ms, LEAST_MS)) - lowest) / (highest - lowest);
        return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
    }
}
