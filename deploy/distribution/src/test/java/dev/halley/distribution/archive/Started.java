package dev.halley.distribution.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A script that runs.
 *
 * @param process the script, which becomes the JVM
 * @param file what it prints
 */
record Started(Process process, Path file) implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Waits for the end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + LIMIT);
        }
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(file);
    }

    void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
