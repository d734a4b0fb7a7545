package dev.halley.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The figures of a run that hold whatever its length: what is per something, and latencies. By
 * names such as {@code e2e_ms.p99} and {@code cpu_us_per_delivery.comet}, in the order of the run.
 */
public final class Figures {

    private static final Pattern NUMBER = Pattern.compile("-\\d+$");
    private static final String COMET = "comet";
    private static final String FLOOR = "floor";

    private Figures() {}

    /** Those of a run. */
    public static Map<String, Double> of(JsonNode run) {
        Map<String, Double> figures = new LinkedHashMap<>();
        run.properties()
                .forEach(
                        field -> {
                            if (isComparable(field.getKey(), field.getValue())) {
                                add(figures, field.getKey(), field.getValue());
                            }
                        });
        return figures;
    }

    /** Those of several runs of one kind: the median of each figure that all of them have. */
    public static Map<String, Double> of(List<JsonNode> runs) {
        List<Map<String, Double>> all = runs.stream().map(Figures::of).toList();
        Map<String, Double> medians = new LinkedHashMap<>();
        for (String name : all.get(0).keySet()) {
            if (all.stream().allMatch(figures -> figures.containsKey(name))) {
                medians.put(
                        name,
                        median(all.stream().mapToDouble(figures -> figures.get(name)).toArray()));
            }
        }
        return medians;
    }

    /** The same with all nodes of a tier as one, and the floor in the place of a comet. */
    static Map<String, Double> byRole(Map<String, Double> figures) {
        Map<String, Double> byRole = new LinkedHashMap<>();
        figures.forEach((name, value) -> byRole.merge(figureOfRole(name), value, Double::sum));
        return byRole;
    }

    private static String figureOfRole(String name) {
        int dot = name.indexOf('.') + 1;
        return name.substring(0, dot) + (dot > 0 ? role(name.substring(dot)) : name);
    }

    /** The tier of a process by its name: that of {@code job-2}, and the floor is a comet. */
    public static String role(String process) {
        return process.equals(FLOOR) ? COMET : NUMBER.matcher(process).replaceFirst("");
    }

    private static boolean isComparable(String key, JsonNode value) {
        if (value.isObject() && key.endsWith("_ms")) {
            return value.has("p50");
        }
        return (key.contains("_per_") && !key.endsWith("_by_class")) || key.equals("cpu_cores");
    }

    private static void add(Map<String, Double> figures, String key, JsonNode value) {
        if (value.isNumber()) {
            figures.put(key, value.asDouble());
            return;
        }
        Map<String, Double> parts = new TreeMap<>(Figures::inOrder);
        value.properties()
                .forEach(
                        part -> {
                            if (part.getValue().isNumber()) {
                                parts.put(part.getKey(), part.getValue().asDouble());
                            }
                        });
        parts.forEach((part, number) -> figures.put(key + "." + part, number));
    }

    // p50, p99, p999 sort by themselves, and max behind them where mean would stand before.
    private static int inOrder(String a, String b) {
        return a.equals("max") || b.equals("max")
                ? Boolean.compare(a.equals("max"), b.equals("max"))
                : a.compareTo(b);
    }

    /** The middle of values, of which there must be one; of an even number that between two. */
    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
