package dev.halley.benchmarks.rest;

import java.util.Arrays;

/** The outcome of every push. Each is written once, by its caller; read after the callers ended. */
public final class PushLog {

    private final PushOutcome[] outcomes;
    private final long firstMeasured;

    /**
     * A log of pushes of which none was sent.
     *
     * @param pushes number of pushes
     * @param firstMeasured the first after the warm-up
     */
    public PushLog(int pushes, long firstMeasured) {
        this.outcomes = new PushOutcome[pushes];
        Arrays.fill(outcomes, PushOutcome.UNSENT);
        this.firstMeasured = firstMeasured;
    }

    void set(long push, PushOutcome outcome) {
        outcomes[(int) push] = outcome;
    }

    /** What became of a push. */
    public PushOutcome outcome(long push) {
        return outcomes[(int) push];
    }

    /** Whether a push has to arrive. */
    public boolean accepted(long push) {
        return outcome(push) == PushOutcome.ACCEPTED;
    }

    /** Whether a push is part of the measured window. */
    public boolean measured(long push) {
        return push >= firstMeasured;
    }

    /** Pushes of the measured window with this outcome. */
    public long count(PushOutcome outcome) {
        long count = 0;
        for (long push = firstMeasured; push < outcomes.length; push++) {
            if (outcome(push) == outcome) {
                count++;
            }
        }
        return count;
    }
}
