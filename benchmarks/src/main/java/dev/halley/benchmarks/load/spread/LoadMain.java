package dev.halley.benchmarks.load.spread;

import static java.util.Objects.requireNonNull;

import dev.halley.benchmarks.client.Comets;
import dev.halley.benchmarks.client.LoadTarget;
import dev.halley.benchmarks.load.SessionPool;
import dev.halley.benchmarks.load.loop.LoopPool;
import dev.halley.benchmarks.load.spread.LoadJson.Asked;
import dev.halley.benchmarks.process.HiccupMeter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A process that holds a share of the sessions. It answers each line of standard input with one of
 * standard output, and ends with its input, and so with who started it.
 */
public final class LoadMain {

    private final PrintStream answers;
    private @Nullable SessionPool sessions;
    private @Nullable Comets comets;
    private @Nullable HiccupMeter meter;
    private Histogram hiccupUs = new Histogram(1, 2, 3);

    private LoadMain(PrintStream answers) {
        this.answers = answers;
    }

    /**
     * Runs until standard input ends.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        // Standard output carries the answers, and nothing else.
        System.setOut(System.err);
        new LoadMain(answers).serve();
    }

    private void serve() throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            answers.print(answer(line));
            answers.print('\n');
            answers.flush();
        }
    }

    private String answer(String line) {
        try {
            return LoadJson.answer(done(LoadJson.asked(line)));
        } catch (IOException | RuntimeException e) {
            return LoadJson.failed(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return LoadJson.failed(e.toString());
        }
    }

    private @Nullable Object done(Asked asked) throws IOException, InterruptedException {
        switch (asked.question()) {
            case PREPARE -> prepare(asked.with(LoadOrder.class));
            case START -> pool().start();
            case MEASURE -> meter = HiccupMeter.start();
            case COMETS ->
                    requireNonNull(comets, "comets")
                            .become(List.of(asked.with(LoadTarget[].class)));
            case STOP_CUTTING -> pool().stopCutting();
            case CUT -> pool().cutAllOf(asked.with(Integer.class));
            case STOP -> stop();
            default -> {
                return told(asked);
            }
        }
        return null;
    }

    private Object told(Asked asked) throws IOException {
        return switch (asked.question()) {
            case STANDING -> pool().standing();
            case TROUBLES -> pool().troubles();
            case MEMBERS -> pool().members(asked.with(Integer.class));
            case REPORT -> pool().report().with(hiccupUs);
            case MISSING ->
                    pool().missing(new PushedCopy(List.of(asked.with(PushedStream[].class))));
            default -> throw new IllegalArgumentException("question: " + asked.question());
        };
    }

    private void prepare(LoadOrder order) throws IOException {
        comets = new Comets(order.comets());
        sessions = new LoopPool(order.settings(comets), order.sessions(), order.loops());
    }

    private void stop() throws InterruptedException {
        if (meter != null) {
            hiccupUs = meter.stop();
            meter = null;
        }
        pool().stop();
    }

    private SessionPool pool() {
        return requireNonNull(sessions, "sessions");
    }
}
