package dev.halley.distribution.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The archive of the distribution, unpacked as its users unpack it. */
record Archive(Path home) {
    /** Unpacks the archive that this build made. */
    static Archive unpack(Path folder) throws IOException, InterruptedException {
        Path archive = Path.of(System.getProperty("halley.archive"));
        int code =
                new ProcessBuilder(
                                List.of("tar", "-xzf", archive.toString(), "-C", folder.toString()))
                        .inheritIO()
                        .start()
                        .waitFor();
        assertThat(code).as("tar -xzf %s", archive).isZero();
        String name = archive.getFileName().toString().replace(".tar.gz", "");
        return new Archive(folder.resolve(name));
    }

    /** Starts a script of {@code bin/}; nothing of Halley's in this environment reaches it. */
    Started start(Map<String, String> environment, String script, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/" + script).toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(home, script, ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("HALLEY_"));
        builder.environment().putAll(environment);
        return new Started(builder.start(), out);
    }
}
