package dev.halley.benchmarks.load.spread;

import com.fasterxml.jackson.databind.JsonNode;
import dev.halley.benchmarks.load.LostLoadException;
import dev.halley.benchmarks.process.ProcessProbe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process of the harness that holds a share of the sessions, seen from the one that drives it. It
 * ends when its input does, and so not later than this process, however that ends. Any thread may
 * ask; asking blocks for the answer.
 */
final class LoadProcess implements AutoCloseable {

    /** Those flags of this JVM that the other one gets too: of heap and collector. */
    private static final List<String> SHARED_FLAGS = List.of("-Xms", "-Xmx", "-XX:+Use");

    private static final long END_SECONDS = 5;

    private final String name;
    private final Process process;
    private final ProcessProbe probe;
    private final BufferedReader answers;
    private final Writer questions;

    /** Starts it; it needs no answer to have been started. */
    LoadProcess(String name) throws IOException {
        this.name = name;
        this.process =
                new ProcessBuilder(command())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        this.probe = new ProcessProbe(process.pid());
        this.answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.questions = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    /** What it is called in messages. */
    String name() {
        return name;
    }

    /** Asks what has no answer but that it was done. */
    void tell(Question question, @Nullable Object with) {
        ask(question, with, JsonNode.class);
    }

    /** Asks without more to say. */
    <T> T ask(Question question, Class<T> answer) {
        return ask(question, null, answer);
    }

    /**
     * Asks.
     *
     * @throws LostLoadException if it is gone, or could not do it
     */
    synchronized <T> T ask(Question question, @Nullable Object with, Class<T> answer) {
        try {
            questions.write(LoadJson.question(question, with) + "\n");
            questions.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new LostLoadException(gone());
            }
            JsonNode said = LoadJson.read(line);
            Optional<String> failure = LoadJson.failure(said);
            if (failure.isPresent()) {
                throw new LostLoadException(name + ": " + failure.get());
            }
            return LoadJson.answer(said, answer);
        } catch (IOException e) {
            throw new LostLoadException(process.isAlive() ? name + ": " + e : gone());
        }
    }

    /** Its CPU, of all its threads. */
    long cpuNanos() {
        return probe.cpuNanos().orElse(0);
    }

    @Override
    public void close() {
        try {
            questions.close();
        } catch (IOException e) {
            // It is gone already, or is made to go below.
        }
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String gone() {
        String end = "";
        try {
            if (process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                end = ", exit code " + process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "%s is gone with its sessions (pid %d%s)".formatted(name, process.pid(), end);
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> SHARED_FLAGS.stream().anyMatch(flag::startsWith))
                .forEach(command::add);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(LoadMain.class.getName());
        return command;
    }
}
