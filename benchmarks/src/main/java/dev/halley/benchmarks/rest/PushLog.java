package dev.halley.benchmarks.rest;

import dev.halley.benchmarks.audit.PushedSequences;

/** What became of every attempt to push. Written by the callers; read after they ended. */
public final class PushLog implements PushedSequences {

    private final PushPlan plan;
    private final StreamLog[] streams;

    /** A log of a plan of which nothing was sent. */
    public PushLog(PushPlan plan) {
        this.plan = plan;
        this.streams = new StreamLog[plan.targets() * plan.sendersPerTarget()];
        for (int i = 0; i < streams.length; i++) {
            streams[i] = new StreamLog();
        }
    }

    StreamLog stream(int target, int slot) {
        return streams[target * plan.sendersPerTarget() + slot];
    }

    @Override
    public int sequences(int target, int slot) {
        return stream(target, slot).size();
    }

    @Override
    public boolean accepted(int target, int slot, int sequence) {
        return stream(target, slot).is(sequence, PushOutcome.ACCEPTED);
    }

    @Override
    public boolean measured(int target, int slot, int sequence) {
        return stream(target, slot).measured(sequence);
    }

    @Override
    public long sentNanos(int target, int slot, int sequence) {
        return stream(target, slot).sentNanos(sequence);
    }

    /** Attempts of the measured window with this outcome. */
    public long measuredAttempts(PushOutcome outcome) {
        return count(outcome, true);
    }

    /** Attempts of the whole run with this outcome. */
    public long attempts(PushOutcome outcome) {
        return count(outcome, false);
    }

    /**
     * Deliveries, over the whole run, that accepted pushes have to cause.
     *
     * @param members of each target
     */
    public long hasToArrive(int[] members) {
        return deliveries(members, PushOutcome.ACCEPTED);
    }

    /** As {@link #hasToArrive}, with those that arrive or not: there are no more than these. */
    public long mayArrive(int[] members) {
        return hasToArrive(members) + deliveries(members, PushOutcome.UNCERTAIN);
    }

    private long deliveries(int[] members, PushOutcome outcome) {
        long sum = 0;
        for (int target = 0; target < members.length; target++) {
            for (int slot = 0; slot < plan.sendersPerTarget(); slot++) {
                sum += stream(target, slot).count(outcome, false) * members[target];
            }
        }
        return sum;
    }

    private long count(PushOutcome outcome, boolean measuredOnly) {
        long count = 0;
        for (StreamLog stream : streams) {
            count += stream.count(outcome, measuredOnly);
        }
        return count;
    }
}
