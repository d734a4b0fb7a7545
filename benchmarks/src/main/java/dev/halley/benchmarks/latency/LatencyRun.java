package dev.halley.benchmarks.latency;

import dev.halley.benchmarks.live.Notes;
import dev.halley.benchmarks.measure.RunResult;
import dev.halley.benchmarks.scenario.BenchException;
import dev.halley.benchmarks.scenario.BenchRun;
import dev.halley.benchmarks.spec.BenchSpec;
import dev.halley.benchmarks.steps.StepRunner;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Phaser;
import org.jspecify.annotations.Nullable;

/**
 * A run whose messages are looked at one by one, and beside it, on request, one that keeps the
 * server busy. Each has rooms, sessions, callers and threads of its own; they begin to push at the
 * same moment.
 */
public final class LatencyRun {

    private final BenchSpec lone;
    private final Optional<BenchSpec> background;
    private final StepRunner steps;
    private final Notes progress;

    /**
     * A run that has not begun.
     *
     * @param background what keeps the server busy meanwhile; as long as the other one
     * @param steps does the steps of the first
     * @param progress takes lines that say how far it is
     */
    public LatencyRun(
            BenchSpec lone, Optional<BenchSpec> background, StepRunner steps, Notes progress) {
        this.lone = lone;
        this.background = background;
        this.steps = steps;
        this.progress = progress;
    }

    /**
     * Makes the run; blocks until it is over.
     *
     * @throws BenchException if it cannot be made at all
     */
    public LatencyResult run() throws BenchException, IOException, InterruptedException {
        Phaser together = new Phaser(background.isPresent() ? 2 : 1);
        Optional<FutureTask<RunResult>> beside = background.map(spec -> beside(spec, together));
        RunResult result = null;
        BenchException trouble = null;
        try {
            result = run(lone, progress, together);
        } catch (BenchException e) {
            trouble = e;
        }
        Optional<RunResult> busy = beside.isPresent() ? resultOf(beside.get(), trouble) : none();
        if (result == null) {
            throw trouble == null ? new BenchException("no result") : trouble;
        }
        return new LatencyResult(result, busy);
    }

    private FutureTask<RunResult> beside(BenchSpec spec, Phaser together) {
        Notes told = line -> progress.accept("background: " + line);
        FutureTask<RunResult> task = new FutureTask<>(() -> run(spec, told, together));
        Thread thread = new Thread(task, "bench-background");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** A run that cannot be made ends the wait of the other one, and with it that one too. */
    private RunResult run(BenchSpec spec, Notes told, Phaser together)
            throws BenchException, IOException, InterruptedException {
        boolean made = false;
        try {
            RunResult result = new BenchRun(spec, told, steps, together).run();
            made = true;
            return result;
        } finally {
            if (!made) {
                together.forceTermination();
            }
        }
    }

    private static Optional<RunResult> none() {
        return Optional.empty();
    }

    /** The result of the one beside; what it failed by came first when both did. */
    private static Optional<RunResult> resultOf(
            FutureTask<RunResult> beside, @Nullable BenchException trouble)
            throws BenchException, InterruptedException {
        try {
            return Optional.of(beside.get());
        } catch (ExecutionException e) {
            if (trouble != null && !BenchRun.OTHER_FAILED.equals(trouble.getMessage())) {
                throw trouble;
            }
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new BenchException("background: " + why.getMessage());
        }
    }
}
