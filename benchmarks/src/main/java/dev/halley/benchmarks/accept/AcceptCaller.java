package dev.halley.benchmarks.accept;

import dev.halley.benchmarks.accept.Turns.Turn;
import dev.halley.benchmarks.audit.Troubles;
import dev.halley.benchmarks.rest.PushOutcome;
import dev.halley.benchmarks.rest.RestLink;
import dev.halley.benchmarks.rest.RestLink.Attempt;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** A caller with a connection of its own: takes its turns, one push at a time. */
final class AcceptCaller implements Runnable {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long LONGEST_US = 300_000_000L;
    private static final long NANOS_PER_US = 1_000;

    /** After a failure: a server that is away, or has too much to do, is not asked without end. */
    private static final long PAUSE_NANOS = 20_000_000L;

    final Histogram restUs = new Histogram(LONGEST_US, 3);
    final Histogram wakeLateUs = new Histogram(LONGEST_US, 3);
    final Map<PushOutcome, Long> outcomes = new EnumMap<>(PushOutcome.class);
    long behind;
    long lastAnswerNanos;

    /** Share of a core that this thread was busy since its first measured push, 0 to 1. */
    double busy;

    private final Turns turns;
    private final byte[][] requests;
    private final RestLink link;
    private final Troubles troubles;
    private long measuredFromNanos;
    private long cpuBeforeNanos = -1;

    AcceptCaller(Turns turns, byte[][] requests, RestLink link, Troubles troubles) {
        this.turns = turns;
        this.requests = requests;
        this.link = link;
        this.troubles = troubles;
        this.lastAnswerNanos = turns.measuredFromNanos();
    }

    @Override
    public void run() {
        for (Turn turn = next(); !turn.isOver(); turn = next()) {
            awaitDue(turn);
            if (turn.measured() && cpuBeforeNanos < 0) {
                measuredFromNanos = System.nanoTime();
                cpuBeforeNanos = THREADS.getCurrentThreadCpuTime();
            }
            push(turn);
        }
        if (cpuBeforeNanos >= 0) {
            double cpu = THREADS.getCurrentThreadCpuTime() - cpuBeforeNanos;
            busy = cpu / Math.max(1, System.nanoTime() - measuredFromNanos);
        }
        link.disconnect();
    }

    private Turn next() {
        return turns.next(System.nanoTime());
    }

    private void awaitDue(Turn turn) {
        long wait = turn.dueNanos() - System.nanoTime();
        if (wait <= 0) {
            behind += turns.scheduled() && turn.measured() ? 1 : 0;
            return;
        }
        while (wait > 0) {
            LockSupport.parkNanos(wait);
            wait = turn.dueNanos() - System.nanoTime();
        }
        if (turn.measured()) {
            wakeLateUs.recordValue(Math.min(LONGEST_US, -wait / NANOS_PER_US));
        }
    }

    private void push(Turn turn) {
        byte[] request = requests[(int) (turn.number() % requests.length)];
        Attempt attempt = link.send(request, request.length);
        if (turn.measured()) {
            count(turn, attempt);
        }
        if (attempt.outcome() != PushOutcome.ACCEPTED) {
            troubles.note(attempt.trouble());
            if (attempt.maySucceedLater()) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void count(Turn turn, Attempt attempt) {
        outcomes.merge(attempt.outcome(), 1L, Long::sum);
        lastAnswerNanos = System.nanoTime();
        if (attempt.outcome() == PushOutcome.ACCEPTED) {
            long us = (lastAnswerNanos - turn.dueNanos()) / NANOS_PER_US;
            restUs.recordValue(Math.min(LONGEST_US, us));
        }
    }
}
