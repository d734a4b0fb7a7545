package dev.halley.cluster.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts another JVM like this one: the same Java, the same class path. */
public final class JavaCommand {
    private JavaCommand() {}

    /**
     * The command.
     *
     * @param flags of the JVM
     * @param mainClass with its package
     */
    public static Command of(List<String> flags, String mainClass, List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(flags);
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.add(mainClass);
        words.addAll(arguments);
        return new Command(words, Map.of());
    }
}
