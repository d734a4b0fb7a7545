package dev.halley.simulation.link;

import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Schedule;

/** A connection: two pipes that break together. Each end learns of it at a time of its own. */
public final class Link {
    private static final long ORDER_NANOS = 20 * Schedule.MS;

    private final Schedule schedule;
    private final End caller;
    private final End called;
    private final Pipe toCalled;
    private final Pipe toCaller;
    private boolean broken;

    Link(Schedule schedule, Life caller, Life called, long longestNanos) {
        this.schedule = schedule;
        this.caller = new End(caller);
        this.called = new End(called);
        this.toCalled = new Pipe(schedule, called, longestNanos);
        this.toCaller = new Pipe(schedule, caller, longestNanos);
    }

    /** From who dialled to who was dialled. */
    public Pipe toCalled() {
        return toCalled;
    }

    /** The other direction. */
    public Pipe toCaller() {
        return toCaller;
    }

    /** What the caller does when it learns that the connection is gone. */
    public void whenCallerLearns(Runnable action) {
        caller.learns = action;
    }

    /** What the called one does when it learns that the connection is gone. */
    public void whenCalledLearns(Runnable action) {
        called.learns = action;
    }

    /** Whether nothing passes any more, known or not. */
    public boolean broken() {
        return broken;
    }

    /** The network breaks it; nobody learns of it at once. */
    public void cut(long learnNanos) {
        end();
        tell(caller, learnNanos);
        tell(called, learnNanos);
    }

    /** The caller ends it: what it has sent is lost as well. */
    public void callerEnds() {
        caller.knows = true;
        end();
        tell(called, ORDER_NANOS);
    }

    /** The called one ends it: what it has sent is lost as well. */
    public void calledEnds() {
        called.knows = true;
        end();
        tell(caller, ORDER_NANOS);
    }

    boolean isOf(Life process) {
        return caller.process == process || called.process == process;
    }

    private void end() {
        broken = true;
        toCalled.cut();
        toCaller.cut();
    }

    private void tell(End end, long learnNanos) {
        if (!end.knows) {
            end.knows = true;
            schedule.within(end.process, learnNanos, () -> end.learns.run());
        }
    }

    private static final class End {
        private final Life process;
        private Runnable learns = () -> {};
        private boolean knows;

        End(Life process) {
            this.process = process;
        }
    }
}
