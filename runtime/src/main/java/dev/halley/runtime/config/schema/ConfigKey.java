package dev.halley.runtime.config.schema;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One key of the configuration.
 *
 * @param name the whole name, such as {@code halley.redis.uri}
 * @param type the type of one value
 * @param shape how many values there are
 * @param defaultValue what holds when nothing sets the key
 * @param limits the values allowed
 * @param secret whether the value is never shown
 */
public record ConfigKey(
        String name,
        Class<?> type,
        KeyShape shape,
        Optional<String> defaultValue,
        Limits limits,
        boolean secret) {
    private static final String HIDDEN = "******";
    private static final Pattern USER_INFO = Pattern.compile("(?s)^([a-z-]+://|rediss?:/*)?.*@");

    /** The environment variable that sets this key. */
    public String environmentName() {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** What a value must be, for messages and the reference page. */
    public String expected() {
        if (limits.form().isPresent()) {
            return limits.form().get().text();
        }
        String unlimited = typeText();
        String limited = limits.text();
        return limited.isEmpty() ? unlimited : unlimited + " " + limited;
    }

    /**
     * Checks one value.
     *
     * @param reader turns text into this key's type, and throws when it cannot
     * @return the message when the value is not allowed
     */
    public Optional<String> problem(String value, Function<String, ?> reader) {
        try {
            if (limits.allow(reader.apply(value))) {
                return Optional.empty();
            }
        } catch (RuntimeException e) {
            // Falls through: the message says what was expected, which is more than e knows.
        }
        return Optional.of(name + ": " + shown(value) + " (expected: " + expected() + ")");
    }

    /** A value as it may be printed: secrets hidden, the password in an address too. */
    public String shown(String value) {
        if (secret) {
            return HIDDEN;
        }
        boolean address = value.contains("://") || limits.form().isPresent();
        return address ? USER_INFO.matcher(value).replaceFirst("$1" + HIDDEN + "@") : value;
    }

    private String typeText() {
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(ConfigKey::enumText)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == Duration.class) {
            return "duration";
        }
        if (type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class) {
            return "integer";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return type == double.class || type == Double.class ? "number" : "text";
    }

    private static String enumText(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
