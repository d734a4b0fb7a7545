package dev.halley.runtime.config.schema;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The least and the greatest value of a key, written as in the configuration; empty for no limit; and
 * the form of a text.
 *
 * @param min the least value
 * @param max the greatest value
 * @param form what a text must look like
 */
public record Limits(String min, String max, Optional<TextForm> form) {
    static Limits of(@Nullable Range range, @Nullable Form form) {
        return new Limits(
                range == null ? "" : range.min(),
                range == null ? "" : range.max(),
                Optional.ofNullable(form).map(Form::value));
    }

    String text() {
        if (min.isEmpty()) {
            return max.isEmpty() ? "" : "<= " + max;
        }
        return max.isEmpty() ? ">= " + min : min + ".." + max;
    }

    boolean allow(Object value) {
        if (form.isPresent() && !form.get().allows(value.toString())) {
            return false;
        }
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
