package dev.halley.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.testkit.documents.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One start of {@code ./halley}, on what is built already, its output kept in files. */
final class Launched implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final List<String> PORTS =
            List.of(
                    "halley.comet.tcp-port",
                    "halley.comet.ws-port",
                    "halley.comet.grpc.port",
                    "halley.logic.http.port",
                    "halley.logic.grpc.port",
                    "halley.management.port");

    private final Process process;
    private final Path out;
    private final Path err;

    private Launched(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static Launched start(Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Document.root().resolve("halley").toString());
        command.addAll(arguments);
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("HALLEY_BUILD", "never");
        return new Launched(builder.start(), out, err);
    }

    /** {@code halley run} on free ports, with its data in this folder. */
    static Launched run(Path folder) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("run", "--data", folder.resolve("data").toString()));
        for (String port : PORTS) {
            arguments.add("--set");
            arguments.add(port + "=0");
        }
        return start(folder, arguments);
    }

    /** Waits until it has said that it is ready. */
    void awaitReady() {
        await().atMost(90, TimeUnit.SECONDS).until(() -> !alive() || out().contains("ready in "));
        assertThat(out()).as(err()).contains("ready in ");
    }

    /** The port that it has said this is served at. */
    int port(String what) {
        Matcher line = Pattern.compile(what + " .*:(\\d+)").matcher(out());
        assertThat(line.find()).as("%s in %s", what, out()).isTrue();
        return Integer.parseInt(line.group(1));
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    void terminate() {
        process.destroy();
    }

    void kill() {
        process.destroyForcibly();
    }

    int exitCode() throws InterruptedException {
        return exitCode(LIMIT);
    }

    int exitCode(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + limit);
        }
        return process.exitValue();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
