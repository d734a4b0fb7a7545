package dev.halley.cli.client;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the commands say about options that mean nothing. */
final class Usage {
    private static final String SEPARATOR = "://";

    private Usage() {}

    /** The option's fault as the command line's: exit code 2. */
    static ParameterException wrong(@Nullable CommandSpec spec, IllegalArgumentException fault) {
        return new ParameterException(
                requireNonNull(spec, "spec").commandLine(), fault.getMessage(), fault);
    }

    /**
     * The room itself.
     *
     * @throws IllegalArgumentException unless it is {@code type://id}
     */
    static String room(String room) {
        int cut = room.indexOf(SEPARATOR);
        if (cut < 1 || cut + SEPARATOR.length() == room.length()) {
            throw new IllegalArgumentException("room: \"" + room + "\" (expected: type://id)");
        }
        return room;
    }
}
