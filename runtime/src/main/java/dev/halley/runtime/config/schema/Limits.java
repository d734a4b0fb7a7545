package dev.halley.runtime.config.schema;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The least and the greatest value of a key, written as in the configuration; empty for no limit.
 *
 * @param min the least value
 * @param max the greatest value
 */
public record Limits(String min, String max) {
    static final Limits NONE = new Limits("", "");

    static Limits of(@Nullable Range range) {
        return range == null ? NONE : new Limits(range.min(), range.max());
    }

    String text() {
        if (min.isEmpty()) {
            return max.isEmpty() ? "" : "<= " + max;
        }
        return max.isEmpty() ? ">= " + min : min + ".." + max;
    }

    boolean allow(Object value) {
        if (min.isEmpty() && max.isEmpty()) {
            return true;
        }
        BigDecimal number = number(value);
        return (min.isEmpty() || number.compareTo(limit(min, value)) >= 0)
                && (max.isEmpty() || number.compareTo(limit(max, value)) <= 0);
    }

    private static BigDecimal number(Object value) {
        return value instanceof Duration duration
                ? BigDecimal.valueOf(duration.toNanos())
                : new BigDecimal(value.toString());
    }

    private static BigDecimal limit(String limit, Object value) {
        return value instanceof Duration
                ? BigDecimal.valueOf(DurationText.parse(limit).toNanos())
                : new BigDecimal(limit);
    }
}
