package dev.halley.benchmarks.floor;

import dev.halley.benchmarks.floor.loop.DueTimes;
import dev.halley.benchmarks.floor.loop.FloorCounts;
import dev.halley.benchmarks.floor.loop.FloorMain;
import dev.halley.benchmarks.floor.loop.FloorOrder;
import dev.halley.benchmarks.process.ProcessProbe;
import dev.halley.benchmarks.process.ProcessSample;
import dev.halley.benchmarks.scenario.BenchException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The floor in a process of its own, with the JVM flags of a comet, so that its CPU is told as that
 * of a comet is: by the kernel, with the JVM's own threads. It ends when its input does, so it does
 * not outlive this process. Used by one thread; asking blocks for the answer.
 */
final class FloorProcess implements AutoCloseable {

    /** Set by the launcher: the flags that it starts comets with. */
    private static final String FLAGS = "halley.comet.flags";

    private static final String USUAL_FLAGS = "-Xms256m -Xmx2g -XX:+UseG1GC";
    private static final long END_SECONDS = 5;

    private final List<String> flags;
    private final Process process;
    private final ProcessProbe probe;
    private final BufferedReader answers;
    private final Writer questions;
    private final InetSocketAddress address;

    FloorProcess(FloorOrder order) throws BenchException {
        this.flags = List.of(System.getProperty(FLAGS, USUAL_FLAGS).trim().split("\\s+", -1));
        this.process = start(order);
        this.probe = new ProcessProbe(process.pid());
        this.answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        this.questions =
                new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII);
        int port = Integer.parseInt(answer("port "));
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Where clients connect. */
    InetSocketAddress address() {
        return address;
    }

    /** The flags of its JVM. */
    String flags() {
        return String.join(" ", flags);
    }

    /** Begins to write. */
    void start(DueTimes due, long messages) throws BenchException {
        ask("start " + due.startNanos() + " " + due.rate() + " " + messages);
        answer("started");
    }

    /** What it has done. */
    FloorCounts counts() throws BenchException {
        ask("counts");
        return FloorCounts.parse("counts " + answer("counts "));
    }

    /** Its CPU and memory. */
    ProcessSample sample() throws BenchException {
        return probe.sample().orElseThrow(() -> new BenchException("floor: its process is gone"));
    }

    @Override
    public void close() {
        try {
            questions.close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process start(FloorOrder order) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(FloorMain.class.getName());
        command.addAll(order.arguments());
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ask(String question) throws BenchException {
        try {
            questions.write(question + "\n");
            questions.flush();
        } catch (IOException e) {
            throw new BenchException("floor: its process is gone");
        }
    }

    private String answer(String expected) throws BenchException {
        try {
            String line = answers.readLine();
            if (line == null || !line.startsWith(expected)) {
                throw new BenchException("floor: " + line + " (expected: " + expected + ")");
            }
            return line.substring(expected.length());
        } catch (IOException e) {
            throw new BenchException("floor: " + e.getMessage());
        }
    }
}
