package dev.halley.embedded.consul;

import dev.halley.embedded.EmbeddedServerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The consul on this machine's PATH.
 *
 * @param path the binary
 * @param major first part of its version
 * @param minor second part of its version
 */
record ConsulBinary(Path path, int major, int minor) {
    private static final Pattern VERSION = Pattern.compile("Consul v(\\d+)\\.(\\d+)");

    static ConsulBinary find() {
        return onPath().flatMap(path -> answering(path).stream())
                .findFirst()
                .orElseThrow(
                        () ->
                                new EmbeddedServerException(
                                        "consul: no consul found; put a consul binary on the PATH"
                                                + " (on Debian, ./halley installs it when run as"
                                                + " root)"));
    }

    boolean atLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }

    private static Stream<Path> onPath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "consul"))
                .filter(Files::isExecutable);
    }

    private static Optional<ConsulBinary> answering(Path path) {
        try {
            Process process =
                    new ProcessBuilder(path.toString(), "version")
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher version = VERSION.matcher(said);
            return version.find()
                    ? Optional.of(
                            new ConsulBinary(
                                    path,
                                    Integer.parseInt(version.group(1)),
                                    Integer.parseInt(version.group(2))))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
