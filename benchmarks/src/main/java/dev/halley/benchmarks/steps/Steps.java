package dev.halley.benchmarks.steps;

import dev.halley.benchmarks.audit.Stall;
import dev.halley.benchmarks.measure.StepReport;
import dev.halley.benchmarks.spec.TimedStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Does the steps of a run when they are due, on a thread of its own. */
public final class Steps {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MS = 1e6;

    /** A stall that begins later after a step than this is not its doing. */
    private static final long GRACE_NANOS = 1_000_000_000L;

    /** A step that was done; a node may have died at any time while it was. */
    record Done(TimedStep step, long fromNanos, long toNanos, int exitCode) {}

    private final List<TimedStep> steps;
    private final boolean shifting;
    private final StepRunner runner;
    private final Consumer<String> progress;
    private final List<Done> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = new Thread(this::doAll, "bench-steps");
    private long startNanos;

    /**
     * Steps of which none was done.
     *
     * @param shifting whether those after one that took its time are later by as much, and left out
     *     when that is after the last step, which is not
     */
    public Steps(
            List<TimedStep> steps, boolean shifting, StepRunner runner, Consumer<String> progress) {
        this.shifting = shifting;
        this.steps =
                steps.stream().sorted(Comparator.comparingDouble(TimedStep::atSeconds)).toList();
        this.runner = runner;
        this.progress = progress;
    }

    /** Whether there is nothing to do. */
    public boolean none() {
        return steps.isEmpty();
    }

    /** Begins. */
    public void start(long firstPushNanos) {
        startNanos = firstPushNanos;
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins no further step, and waits until the present one is done. */
    public void finish() throws InterruptedException {
        over.countDown();
        thread.join();
    }

    /** Does something at once; after {@link #finish}. */
    public void now(List<String> words) {
        int exitCode = runner.run(words);
        progress.accept(String.join(" ", words) + (exitCode == 0 ? "" : ": exit code " + exitCode));
    }

    /** What was done, and how long something was stalled after each. */
    public List<StepReport> reports(List<Stall> stalls) {
        List<StepReport> reports = new ArrayList<>();
        for (int i = 0; i < done.size(); i++) {
            Done one = done.get(i);
            long until = i + 1 < done.size() ? done.get(i + 1).fromNanos : Long.MAX_VALUE;
            reports.add(
                    new StepReport(
                            one.step.what(),
                            (one.fromNanos - startNanos) / NANOS_PER_SECOND,
                            (one.toNanos - one.fromNanos) / NANOS_PER_MS,
                            one.exitCode,
                            recoveryNanos(stalls, one, until) / NANOS_PER_MS));
        }
        return List.copyOf(reports);
    }

    /** From a step to the end of the stalls that follow it without a break; 0: none outlasts it. */
    static long recoveryNanos(List<Stall> stalls, Done step, long untilNanos) {
        long end = step.toNanos;
        for (Stall stall :
                stalls.stream().sorted(Comparator.comparingLong(Stall::fromNanos)).toList()) {
            boolean follows =
                    stall.toNanos() > step.fromNanos
                            && stall.fromNanos() < untilNanos
                            && stall.fromNanos() <= end + GRACE_NANOS;
            if (follows) {
                end = Math.max(end, stall.toNanos());
            }
        }
        return end == step.toNanos ? 0 : end - step.fromNanos;
    }

    private long planned(int step) {
        return startNanos + (long) (steps.get(step).atSeconds() * NANOS_PER_SECOND);
    }

    private void doAll() {
        try {
            long shift = 0;
            for (int i = 0; i < steps.size(); i++) {
                boolean last = i == steps.size() - 1;
                long due = planned(i) + (last ? 0 : shift);
                if (shifting && !last && due - planned(steps.size() - 1) >= 0) {
                    continue;
                }
                if (over.await(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return;
                }
                long late = Math.max(0, System.nanoTime() - due);
                shift += shifting ? late : 0;
                run(steps.get(i));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(TimedStep step) {
        long from = System.nanoTime();
        int exitCode = runner.run(step.words());
        done.add(new Done(step, from, System.nanoTime(), exitCode));
        progress.accept(
                "%s at %.1f s, in %.1f s%s"
                        .formatted(
                                step.what(),
                                (from - startNanos) / NANOS_PER_SECOND,
                                (System.nanoTime() - from) / NANOS_PER_SECOND,
                                exitCode == 0 ? "" : ": exit code " + exitCode));
    }
}
