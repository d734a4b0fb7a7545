package dev.halley.embedded.child;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a child server is.
 *
 * @param name what messages and files call it, such as {@code redis}
 * @param binary part of the name of its binary, by which a process of it is told from another
 * @param data folder of its log and of the file with its process id
 * @param command the binary and its arguments; it must stay in the foreground
 * @param answers whether it serves by now; asked again and again until it does
 */
public record ChildSpec(
        String name, String binary, Path data, List<String> command, BooleanSupplier answers) {
    /** Copies the command. */
    public ChildSpec {
        command = List.copyOf(command);
    }

    Path log() {
        return data.resolve(name + ".log");
    }

    Path pidFile() {
        return data.resolve(name + ".pid");
    }
}
