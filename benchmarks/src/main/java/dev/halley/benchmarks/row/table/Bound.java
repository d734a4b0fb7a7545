package dev.halley.benchmarks.row.table;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a figure is held to.
 *
 * @param rule how
 * @param value in the figure's unit; of {@link Rule#TIMES_FLOOR} a factor
 */
public record Bound(Rule rule, double value) {

    private static final double HICCUPS = 3;

    /** How a figure is held to a value. */
    public enum Rule {
        /** It may not be higher. */
        AT_MOST,
        /** It may not be lower. */
        AT_LEAST,
        /** It may not be higher than so many times the floor of the same run. */
        TIMES_FLOOR,
        /** It may not be higher than this and than three times the machine's own hiccups. */
        OR_HICCUPS
    }

    static Bound atMost(double value) {
        return new Bound(Rule.AT_MOST, value);
    }

    static Bound atLeast(double value) {
        return new Bound(Rule.AT_LEAST, value);
    }

    static Bound timesFloor(double factor) {
        return new Bound(Rule.TIMES_FLOOR, factor);
    }

    static Bound orHiccups(double value) {
        return new Bound(Rule.OR_HICCUPS, value);
    }

    /**
     * The limit in the figure's unit; empty when what it comes from was not measured.
     *
     * @param floor the floor's figure
     * @param hiccup the harness's own hiccups at p99.9, in milliseconds
     */
    public OptionalDouble limit(OptionalDouble floor, OptionalDouble hiccup) {
        return switch (rule) {
            case AT_MOST, AT_LEAST -> OptionalDouble.of(value);
            case TIMES_FLOOR ->
                    floor.isPresent()
                            ? OptionalDouble.of(value * floor.getAsDouble())
                            : OptionalDouble.empty();
            case OR_HICCUPS -> OptionalDouble.of(Math.max(value, HICCUPS * hiccup.orElse(0)));
        };
    }

    /** Whether a figure is within a limit. */
    public boolean holds(double figure, double limit) {
        return rule == Rule.AT_LEAST ? figure >= limit : figure <= limit;
    }

    /** In words, for a figure of this unit. */
    public String words(String unit) {
        String number = plain(value) + (unit.isEmpty() ? "" : " " + unit);
        return switch (rule) {
            case AT_MOST -> "at most " + number;
            case AT_LEAST -> "at least " + number;
            case TIMES_FLOOR -> "at most " + plain(value) + " x floor";
            case OR_HICCUPS ->
                    "at most " + number + " or " + plain(HICCUPS) + " x hiccups, the larger";
        };
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : Double.toString(value);
    }
}
