package dev.halley.cluster.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The last lines of a node's log, for a message. */
final class LogEnd {
    private static final int LINES = 12;

    private LogEnd() {}

    static String of(Path log) {
        try {
            String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            List<String> lines = text.lines().toList();
            return "its log, "
                    + log
                    + ", ends:\n"
                    + lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                            .map(line -> "  " + line)
                            .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "it left no log";
        }
    }
}
