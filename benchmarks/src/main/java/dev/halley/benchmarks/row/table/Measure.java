package dev.halley.benchmarks.row.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.halley.benchmarks.compare.Figures;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How a figure is read from the JSON of a run.
 *
 * @param key which one, such as {@code e2e_ms.p99}
 * @param tiers those whose processes are summed; empty: it is a number, or the sum of all
 * @param form what is made of it
 */
public record Measure(String key, List<String> tiers, Form form) {

    /** The role of a process that has the parts of all tiers. */
    public static final String WHOLE_SERVER = "server";

    private static final double US_PER_SECOND = 1e6;
    private static final double PERCENT = 100;

    /** What is made of a number. */
    public enum Form {
        /** Itself. */
        PLAIN,
        /** Times messages per frame: of a delivery's cost that of a frame. */
        PER_FRAME,
        /** How often so many microseconds are in a second. */
        PER_SECOND,
        /** Cores, with those of the harness, in percent of the machine's. */
        OF_MACHINE
    }

    /** Copies the list. */
    public Measure {
        tiers = List.copyOf(tiers);
    }

    /** A number, or the sum over all processes. */
    public static Measure of(String key) {
        return new Measure(key, List.of(), Form.PLAIN);
    }

    static Measure sum(String key, String... tiers) {
        return new Measure(key, List.of(tiers), Form.PLAIN);
    }

    Measure as(Form other) {
        return new Measure(key, tiers, other);
    }

    /** Its value; empty when the run does not tell it, of all tiers that it needs. */
    public OptionalDouble in(JsonNode run) {
        JsonNode node = run.at("/" + key.replace('.', '/'));
        OptionalDouble value = node.isNumber() ? OptionalDouble.of(node.asDouble()) : sumIn(node);
        return value.isPresent()
                ? OptionalDouble.of(formed(value.getAsDouble(), run))
                : OptionalDouble.empty();
    }

    private OptionalDouble sumIn(JsonNode processes) {
        double sum = 0;
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, JsonNode> process : processes.properties()) {
            String tier = Figures.role(process.getKey());
            if (tiers.isEmpty() || tiers.contains(tier) || tier.equals(WHOLE_SERVER)) {
                sum += process.getValue().asDouble();
                seen.add(tier);
            }
        }
        boolean whole = seen.contains(WHOLE_SERVER) || (!seen.isEmpty() && seen.containsAll(tiers));
        return whole ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }

    private double formed(double value, JsonNode run) {
        return switch (form) {
            case PLAIN -> value;
            case PER_FRAME -> value * run.path("messages_per_frame").asDouble();
            case PER_SECOND -> value == 0 ? 0 : US_PER_SECOND / value;
            case OF_MACHINE ->
                    PERCENT
                            * (value + run.path("load_cores").asDouble())
                            / Runtime.getRuntime().availableProcessors();
        };
    }
}
