package dev.halley.logic.redis;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;

/**
 * What Redis is asked by a script, as a value: to be asked by itself, or in one step with another.
 *
 * @param script what is run
 * @param keys on one server
 * @param arguments in the script's order
 * @param reading makes of the script's answer what was asked for
 */
public record Question<T>(
        Script script,
        List<String> keys,
        List<String> arguments,
        Function<List<String>, T> reading) {
    /** Checks that nothing is missing. */
    public Question {
        requireNonNull(script, "script");
        keys = List.copyOf(keys);
        arguments = List.copyOf(arguments);
        requireNonNull(reading, "reading");
    }
}
