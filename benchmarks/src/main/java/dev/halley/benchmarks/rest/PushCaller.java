package dev.halley.benchmarks.rest;

import dev.halley.benchmarks.audit.Stamp;
import dev.halley.benchmarks.audit.Troubles;
import dev.halley.benchmarks.rest.RestLink.Attempt;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Makes the pushes of one caller, one at a time, each when it is due or, behind schedule, at once.
 * A push that was not accepted is tried again where that may help, each time as a new sequence.
 */
final class PushCaller implements Runnable {

    private static final long LONGEST_US = 300_000_000L;

    final Histogram restUs = new Histogram(LONGEST_US, 3);
    final Histogram wakeLateUs = new Histogram(LONGEST_US, 3);
    long behind;
    long unsent;

    /** Pushes that were made or given up; any thread may read it. */
    volatile long pushed;

    private final int caller;
    private final CallerSetup setup;
    private final PushPlan plan;
    private final PushTiming timing;
    private final List<RestLink> links;
    private final Troubles troubles;
    private final ByteBuffer request;
    private final EndpointTurns turns;

    PushCaller(int caller, CallerSetup setup, Troubles troubles) {
        this.caller = caller;
        this.setup = setup;
        this.plan = setup.plan();
        this.timing = setup.timing();
        this.links =
                setup.servers().stream()
                        .map(server -> new RestLink(server, setup.answerMs()))
                        .toList();
        this.troubles = troubles;
        this.turns =
                new EndpointTurns(links.size(), caller, System.nanoTime(), new SplittableRandom());
        this.request = ByteBuffer.wrap(new byte[setup.requests().longest()]);
    }

    @Override
    public void run() {
        for (long n = 0; plan.pushOf(caller, n) < plan.pushes(); n++) {
            long push = plan.pushOf(caller, n);
            long due = timing.dueNanos(push);
            boolean measured = push >= timing.firstMeasured();
            awaitDue(due);
            if (tooLate()) {
                unsent += measured ? 1 : 0;
            } else if (push(push, measured, due) && measured) {
                restUs.recordValue(Math.min(LONGEST_US, (System.nanoTime() - due) / 1_000));
            }
            pushed = n + 1;
        }
        links.forEach(RestLink::disconnect);
    }

    private boolean tooLate() {
        return System.nanoTime() - timing.giveUpNanos() > 0;
    }

    private void awaitDue(long due) {
        long wait = due - System.nanoTime();
        if (wait <= 0) {
            behind++;
            return;
        }
        while (wait > 0) {
            LockSupport.parkNanos(wait);
            wait = due - System.nanoTime();
        }
        wakeLateUs.recordValue(Math.min(LONGEST_US, -wait / 1_000));
    }

    private boolean push(long push, boolean measured, long due) {
        StreamLog stream = setup.log().stream(plan.target(push), plan.slot(push));
        while (true) {
            Attempt attempt = attempt(push, measured, due, stream);
            if (attempt.outcome() == PushOutcome.ACCEPTED) {
                return true;
            }
            troubles.note(attempt.trouble());
            if (!setup.retries() || !attempt.maySucceedLater() || tooLate()) {
                return false;
            }
        }
    }

    private Attempt attempt(long push, boolean measured, long due, StreamLog stream) {
        int endpoint = turns.next(System.nanoTime());
        for (long wait = turns.waitNanos(endpoint, System.nanoTime()); wait > 0; ) {
            LockSupport.parkNanos(wait);
            wait = turns.waitNanos(endpoint, System.nanoTime());
        }
        int sequence = stream.begin(measured, System.nanoTime());
        Stamp stamp =
                new Stamp(setup.run(), plan.target(push), plan.slot(push), measured, sequence, due);
        setup.requests().render(stamp, request);
        Attempt attempt = links.get(endpoint).send(request.array(), request.limit());
        stream.end(attempt.outcome());
        if (attempt.maySucceedLater()) {
            turns.failed(endpoint, System.nanoTime());
        } else {
            turns.worked(endpoint);
        }
        return attempt;
    }
}
