package dev.halley.logic.http.request;

import dev.halley.logic.errors.InvalidPushException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a query or of a form, in their order, repeated ones kept. Read by code of ours
 * because a list of thousands of users in one query is legal here. Not thread-safe.
 */
public final class Parameters {
    private final List<String> names = new ArrayList<>(4);
    private final List<String> values = new ArrayList<>(4);

    private Parameters() {}

    /**
     * Reads {@code name=value&name=value}; null is no parameter at all.
     *
     * @throws InvalidPushException if an escape is not one
     */
    public static Parameters parse(@Nullable String text) {
        Parameters parameters = new Parameters();
        if (text == null) {
            return parameters;
        }
        int from = 0;
        while (from < text.length()) {
            int and = text.indexOf('&', from);
            int to = and < 0 ? text.length() : and;
            if (to > from) {
                parameters.addPair(text.substring(from, to));
            }
            from = to + 1;
        }
        return parameters;
    }

    private void addPair(String pair) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            add(decode(pair, pair), "");
        } else {
            String name = decode(pair.substring(0, equals), pair);
            add(name, decode(pair.substring(equals + 1), name));
        }
    }

    private static String decode(String text, String field) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidPushException(
                    Shorten.text(field), Shorten.text(text), "a percent-encoded value");
        }
    }

    /** Adds one more at the end. */
    public void add(String name, String value) {
        names.add(name);
        values.add(value);
    }

    /** Goes through all of them in order. */
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < names.size(); i++) {
            action.accept(names.get(i), values.get(i));
        }
    }

    /** The first value of this name. */
    public Optional<String> first(String name) {
        int at = names.indexOf(name);
        return at < 0 ? Optional.empty() : Optional.of(values.get(at));
    }

    /** Every value of this name, in order. */
    public List<String> all(String name) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(name)) {
                found.add(values.get(i));
            }
        }
        return found;
    }

    /**
     * The first value of this name.
     *
     * @throws InvalidPushException if there is none, or it is empty
     */
    public String required(String name) {
        String value = first(name).orElse("");
        if (value.isEmpty()) {
            throw new InvalidPushException(name, "missing", "a value");
        }
        return value;
    }

    /**
     * The first value of this name as a number; an absent or empty one is the default.
     *
     * @throws InvalidPushException if it is not a 32-bit number in decimal
     */
    public int number(String name, int otherwise) {
        String value = first(name).orElse("");
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new InvalidPushException(name, Shorten.text(value), "a 32-bit number");
        }
    }

    /**
     * The same, of 64 bits.
     *
     * @throws InvalidPushException if it is not a 64-bit number in decimal
     */
    public long longNumber(String name, long otherwise) {
        String value = first(name).orElse("");
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new InvalidPushException(name, Shorten.text(value), "a 64-bit number");
        }
    }

    /**
     * The first value of this name as a number from a range.
     *
     * @throws InvalidPushException if it is not a number from {@code min} to {@code max}
     */
    public int number(String name, int otherwise, int min, int max) {
        int value = number(name, otherwise);
        if (value < min || value > max) {
            throw new InvalidPushException(name, value, min + ".." + max);
        }
        return value;
    }
}
