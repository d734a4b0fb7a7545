package dev.halley.benchmarks.rest;

import dev.halley.benchmarks.audit.Troubles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** All callers of a run, each a thread. */
public final class Callers {

    private static final long NANOS_PER_MS = 1_000_000;

    private final List<PushCaller> callers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final PushTiming timing;
    private final Troubles troubles = new Troubles();

    /** Prepares the callers of the plan. */
    public Callers(CallerSetup setup) {
        this.timing = setup.timing();
        for (int i = 0; i < setup.plan().callers(); i++) {
            PushCaller caller = new PushCaller(i, setup, troubles);
            Thread thread = new Thread(caller, "bench-push-" + i);
            thread.setDaemon(true);
            callers.add(caller);
            threads.add(thread);
        }
    }

    /** When the pushes are due. */
    public PushTiming timing() {
        return timing;
    }

    /** Begins to push. */
    public void start() {
        threads.forEach(Thread::start);
    }

    /** Waits until every push was made or given up, at most so long; whether they were. */
    public boolean join(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, (end - System.nanoTime()) / NANOS_PER_MS));
            if (thread.isAlive()) {
                return false;
            }
        }
        return true;
    }

    /** Pushes that were made or given up until now. */
    public long pushed() {
        return callers.stream().mapToLong(caller -> caller.pushed).sum();
    }

    /** From due to answer of every accepted, measured push; after {@link #join}. */
    public Histogram restUs() {
        return sum(callers.stream().map(caller -> caller.restUs).toList());
    }

    /** How late idle callers woke up: the load side's own fault; after {@link #join}. */
    public Histogram wakeLateUs() {
        return sum(callers.stream().map(caller -> caller.wakeLateUs).toList());
    }

    /** Pushes whose caller still waited for an earlier answer when they were due. */
    public long behind() {
        return callers.stream().mapToLong(caller -> caller.behind).sum();
    }

    /** Measured pushes that were never sent, as their caller was too far behind. */
    public long unsent() {
        return callers.stream().mapToLong(caller -> caller.unsent).sum();
    }

    /** Attempts that failed, in words. */
    public List<String> troubles() {
        return troubles.inWords();
    }

    private static Histogram sum(List<Histogram> parts) {
        Histogram sum = new Histogram(300_000_000L, 3);
        parts.forEach(sum::add);
        return sum;
    }
}
