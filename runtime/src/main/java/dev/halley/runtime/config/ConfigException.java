package dev.halley.runtime.config;

import java.util.List;

/** The configuration cannot be used. Says everything that is wrong with it, not the first thing. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /** Problems as lines for people, each naming its key. */
    public ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each: {@code name: value (expected: constraint)}. */
    public List<String> problems() {
        return problems;
    }
}
