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

    /** Pushes to a target, over the whole run, that have to arrive at each of its sessions. */
    public long accepted(int target) {
        long accepted = 0;
        for (int slot = 0; slot < plan.sendersPerTarget(); slot++) {
            accepted += stream(target, slot).count(PushOutcome.ACCEPTED, false);
        }
        return accepted;
    }

    /** As {@link #accepted(int)}, with those that arrive or not: no more than these do. */
    public long mayArrive(int target) {
        long most = accepted(target);
        for (int slot = 0; slot < plan.sendersPerTarget(); slot++) {
            most += stream(target, slot).count(PushOutcome.UNCERTAIN, false);
        }
        return most;
    }

    private long count(PushOutcome outcome, boolean measuredOnly) {
        long count = 0;
        for (StreamLog stream : streams) {
            count += stream.count(outcome, measuredOnly);
        }
        return count;
    }
}
