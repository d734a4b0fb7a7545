package dev.halley.benchmarks.measure.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.halley.benchmarks.measure.Percentiles;
import java.util.List;
import java.util.Map;

/** Figures as one line of JSON, each rounded to what can be told apart. */
public final class JsonFigures {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double THOUSANDTHS = 1_000;
    private static final double MILLIONTHS = 1_000_000;

    private final ObjectNode root = JSON.createObjectNode();

    /** None yet. */
    public JsonFigures() {}

    /** The object itself, for what has a form of its own. */
    public ObjectNode root() {
        return root;
    }

    /** A number. */
    public JsonFigures put(String key, double value) {
        root.put(key, round(value));
        return this;
    }

    /** A count. */
    public JsonFigures put(String key, long value) {
        root.put(key, value);
        return this;
    }

    /** A latency. */
    public JsonFigures put(String key, Percentiles values) {
        percentiles(root.putObject(key), values);
        return this;
    }

    /** Numbers by name. */
    public JsonFigures put(String key, Map<String, ? extends Number> values) {
        map(root.putObject(key), values);
        return this;
    }

    /** How every result ends: whether it is a good one, what failed, and what was run. */
    public JsonFigures end(List<String> objections, List<String> troubles, String title) {
        root.put("good", objections.isEmpty());
        objections.forEach(root.putArray("objections")::add);
        troubles.forEach(root.putArray("troubles")::add);
        root.put("title", title);
        return this;
    }

    /** The line, without its end. */
    public String line() {
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values always has a text", e);
        }
    }

    static void percentiles(ObjectNode node, Percentiles values) {
        node.put("p50", round(values.p50()));
        node.put("p99", round(values.p99()));
        node.put("p999", round(values.p999()));
        node.put("max", round(values.max()));
    }

    static void map(ObjectNode node, Map<String, ? extends Number> values) {
        values.forEach((name, value) -> node.put(name, round(value.doubleValue())));
    }

    /** With three digits behind the point; below 1 with six, as microseconds may be a tenth. */
    public static double round(double value) {
        double parts = Math.abs(value) < 1 ? MILLIONTHS : THOUSANDTHS;
        return Math.rint(value * parts) / parts;
    }
}
