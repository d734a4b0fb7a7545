package dev.halley.runtime.config.schema;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the configuration writes them: {@code 250ms}, {@code 15s}, {@code 5m}, {@code 2h}. */
public final class DurationText {
    private static final Pattern SIMPLE = Pattern.compile("(\\d{1,12})(us|ms|s|m|h|d)");
    private static final Map<String, Long> NANOS =
            new TreeMap<>(
                    Map.of(
                            "us", 1_000L,
                            "ms", 1_000_000L,
                            "s", 1_000_000_000L,
                            "m", 60_000_000_000L,
                            "h", 3_600_000_000_000L,
                            "d", 86_400_000_000_000L));
    private static final String[] LARGEST_FIRST = {"d", "h", "m", "s", "ms", "us"};

    private DurationText() {}

    /**
     * Reads a number with its unit, or the ISO 8601 form.
     *
     * @throws IllegalArgumentException if the text is no duration
     */
    public static Duration parse(String text) {
        Matcher simple = SIMPLE.matcher(text.trim());
        try {
            return simple.matches()
                    ? Duration.ofNanos(
                            Math.multiplyExact(
                                    Long.parseLong(simple.group(1)), NANOS.get(simple.group(2))))
                    : Duration.parse(text.trim());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException(text + " (expected: duration such as 15s)", e);
        }
    }

    /** Writes a duration in the largest unit that leaves no rest. */
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        for (String unit : LARGEST_FIRST) {
            long nanos = NANOS.get(unit);
            if (duration.toNanos() % nanos == 0) {
                return duration.toNanos() / nanos + unit;
            }
        }
        return duration.toString();
    }
}
