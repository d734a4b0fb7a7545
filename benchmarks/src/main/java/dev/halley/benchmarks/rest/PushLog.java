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
     * Deliveries, over the whole run, to wait for. Those of accepted pushes; and where pushes were
     * disturbed, those too that arrive or not, since there are no more than these: one that comes
     * must not be taken for one that has to come and is still on its way.
     *
     * @param members of each target
     * @param disturbed whether something was done to the server or to sessions meanwhile
     */
    public long awaited(int[] members, boolean disturbed) {
        long hasToCome = deliveries(members, PushOutcome.ACCEPTED);
        return disturbed ? hasToCome + deliveries(members, PushOutcome.UNCERTAIN) : hasToCome;
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
