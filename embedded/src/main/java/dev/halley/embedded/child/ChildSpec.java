package dev.halley.embedded.child;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a child server is.
 *
 * @param name what messages and files call it, such as {@code redis}
 * @param binary part of the name of its binary, by which a process of it is told from another
 * @param data folder of its log and of the file with its process id
 * @param command the binary and its arguments; it must stay in the foreground
 * @param answer whether it serves by now; asked again and again until it does
 * @param patience how long it may take until it serves, not counting the time in which it says that
 *     it loads
 */
public record ChildSpec(
        String name,
        String binary,
        Path data,
        List<String> command,
        Supplier<Answer> answer,
        Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Copies the command. */
    public ChildSpec {
        command = List.copyOf(command);
    }

    /** With the usual patience. */
    public ChildSpec(
            String name, String binary, Path data, List<String> command, Supplier<Answer> answer) {
        this(name, binary, data, command, answer, PATIENCE);
    }

    Path log() {
        return data.resolve(name + ".log");
    }

    Path pidFile() {
        return data.resolve(name + ".pid");
    }
}
