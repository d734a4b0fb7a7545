package dev.halley.cluster.process;

import java.util.List;
import java.util.Map;

/**
 * What starts a process.
 *
 * @param words the program and its arguments
 * @param environment what is added to this process' own environment
 */
public record Command(List<String> words, Map<String, String> environment) {
    /** Copies both. */
    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** A command that needs nothing in its environment. */
    public static Command of(List<String> words) {
        return new Command(words, Map.of());
    }
}
