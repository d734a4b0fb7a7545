package dev.halley.embedded.kafka;

import dev.halley.embedded.EmbeddedServerException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The folder of a broker: formats a new one, and says clearly why an old one cannot be used. */
final class BrokerFolder {
    private static final String META = "meta.properties";
    private static final String BOOTSTRAP = "bootstrap.checkpoint";

    private final Path logs;

    BrokerFolder(Path data) {
        this.logs = data.toAbsolutePath().resolve("logs");
    }

    Path logs() {
        return logs;
    }

    /** Formats the folder if it is new; the file that marks it as formatted is written last. */
    void prepare(BrokerSettings settings) {
        try {
            Files.createDirectories(logs);
            if (Files.exists(logs.resolve(META))) {
                return;
            }
            if (hasEntries()) {
                throw new EmbeddedServerException(
                        "kafka: "
                                + logs
                                + " has data but no "
                                + META
                                + "; delete the folder to start anew");
            }
            format(settings);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    EmbeddedServerException unusable(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String why = root.getMessage() == null ? root.toString() : root.getMessage();
        return new EmbeddedServerException(
                "kafka: cannot start with the data in "
                        + logs
                        + ": "
                        + why
                        + "; delete the folder to start anew",
                cause);
    }

    // A format that was cut short leaves the bootstrap file only; nothing of value is in it.
    private boolean hasEntries() throws IOException {
        try (Stream<Path> entries = Files.list(logs)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .anyMatch(name -> !name.startsWith(BOOTSTRAP) && !name.startsWith(META));
        }
    }

    private void format(BrokerSettings settings) {
        PrintStream nowhere =
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        try {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(settings.id())
                    .setClusterId(settings.clusterId())
                    .addDirectory(logs.toString())
                    .setMetadataLogDirectory(logs.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .run();
        } catch (Exception e) {
            throw unusable(e);
        }
    }
}
