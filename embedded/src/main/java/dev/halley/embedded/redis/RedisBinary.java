package dev.halley.embedded.redis;

import dev.halley.embedded.EmbeddedServerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finds a redis-server that runs here: the one in the embedded-redis package, which is the same on
 * every machine, else the system's.
 */
final class RedisBinary {
    private static final Map<String, String> BUNDLED =
            Map.of(
                    "linux-amd64", "redis-server-6.2.6-v5-linux-amd64",
                    "linux-aarch64", "redis-server-6.2.7-linux-arm64",
                    "mac-x86_64", "redis-server-6.2.6-v5-darwin-amd64",
                    "mac-aarch64", "redis-server-6.2.6-v5-darwin-arm64");

    private RedisBinary() {}

    /**
     * A binary that answers when asked for its version.
     *
     * @param folder where the bundled one may be unpacked
     * @param tls whether it must be built with TLS, as the bundled one is not
     */
    static Path find(Path folder, boolean tls) {
        return Stream.concat(bundled(folder).stream(), onPath().stream())
                .filter(binary -> tls ? knowsTls(binary) : runs(binary))
                .findFirst()
                .orElseThrow(
                        () ->
                                new EmbeddedServerException(
                                        "redis: no redis-server "
                                                + (tls ? "with TLS " : "")
                                                + "runs on this machine; install the package"
                                                + " redis-server"));
    }

    private static List<Path> onPath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .toList();
    }

    private static Optional<Path> bundled(Path folder) {
        String name = BUNDLED.get(platform());
        if (name == null) {
            return Optional.empty();
        }
        Path target = folder.resolve(name);
        try {
            if (!Files.isExecutable(target)) {
                unpack(name, target);
            }
            return Optional.of(target);
        } catch (IOException e) {
            throw new EmbeddedServerException("redis: cannot unpack " + target + ": " + e, e);
        }
    }

    // Written beside and moved: a start that is cut short leaves no half binary.
    private static void unpack(String name, Path target) throws IOException {
        Path part = Files.createTempFile(Files.createDirectories(target.getParent()), name, "");
        try (InputStream binary = RedisBinary.class.getResourceAsStream("/" + name)) {
            if (binary == null) {
                throw new IOException("not in the package: " + name);
            }
            Files.copy(binary, part, StandardCopyOption.REPLACE_EXISTING);
            if (!part.toFile().setExecutable(true)) {
                throw new IOException("cannot be made executable: " + part);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static boolean runs(Path binary) {
        return says(binary, "--version").startsWith("Redis server");
    }

    // With no port at all it ends at once; one without TLS does not even know the word.
    private static boolean knowsTls(Path binary) {
        return says(binary, "--port", "0", "--tls-port", "0").contains("not listen anywhere");
    }

    private static String says(Path binary, String... arguments) {
        List<String> command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(5, TimeUnit.SECONDS);
            return said;
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return (os.startsWith("mac") ? "mac" : os) + "-" + System.getProperty("os.arch", "");
    }
}
