package dev.halley.benchmarks.row;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Who takes turns.
 *
 * @param name as it is told
 * @param role what it is for
 * @param words its command, without {@code bench}
 */
record Contestant(String name, Role role, List<String> words) {

    /** What a contestant is for. */
    enum Role {
        /** It is judged. */
        HALLEY,
        /** It is set beside Halley. */
        PEER,
        /** It is the least that the machine needs. */
        FLOOR
    }

    /** Copies the list. */
    Contestant {
        requireNonNull(role, "role");
        words = List.copyOf(words);
    }

    /** Its command as it is typed. */
    String command() {
        return "bench " + String.join(" ", words);
    }
}
