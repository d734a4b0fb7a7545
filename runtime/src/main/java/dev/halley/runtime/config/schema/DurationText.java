package dev.halley.runtime.config.schema;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the configuration writes them: {@code 250ms}, {@code 15s}, {@code 5m}, {@code 2h}. */
public final class DurationText {
    private static final Pattern SIMPLE = Pattern.compile("(\\d{1,12})(us|ms|s|m|h|d)");

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
                                    Long.parseLong(simple.group(1)),
                                    Unit.valueOf(simple.group(2)).nanos))
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
        for (Unit unit : Unit.values()) {
            if (duration.toNanos() % unit.nanos == 0) {
                return duration.toNanos() / unit.nanos + unit.name();
            }
        }
        return duration.toString();
    }

    /** Named as they are written; the largest first. */
    private enum Unit {
        d(86_400_000_000_000L),
        h(3_600_000_000_000L),
        m(60_000_000_000L),
        s(1_000_000_000L),
        ms(1_000_000L),
        us(1_000L);

        private final long nanos;

        Unit(long nanos) {
            this.nanos = nanos;
        }
    }
}
