package dev.halley.benchmarks.rest;

import dev.halley.benchmarks.audit.Stamp;
import dev.halley.benchmarks.rest.HttpConnection.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pushes of one caller, one at a time, each when it is due or, behind schedule, at once.
 */
final class PushCaller implements Runnable {

    private static final int CONNECT_MS = 5_000;
    private static final int ANSWER_MS = 30_000;
    private static final int HTTP_OK = 200;
    private static final int HTTP_BAD_REQUEST = 400;
    private static final int HTTP_SERVER_ERROR = 500;
    private static final long LONGEST_US = 300_000_000L;
    private static final long PAUSE_AFTER_ERROR_NANOS = 20_000_000L;

    final Histogram restUs = new Histogram(LONGEST_US, 3);
    final Histogram wakeLateUs = new Histogram(LONGEST_US, 3);
    long behind;

    private final int caller;
    private final int run;
    private final InetSocketAddress server;
    private final PushPlan plan;
    private final PushTiming timing;
    private final PushRequests requests;
    private final PushLog log;
    private final AtomicReference<@Nullable String> firstError;
    private @Nullable HttpConnection connection;

    PushCaller(int caller, CallerSetup setup, AtomicReference<@Nullable String> firstError) {
        this.caller = caller;
        this.run = setup.run();
        this.server = setup.server();
        this.plan = setup.plan();
        this.timing = setup.timing();
        this.requests = setup.requests();
        this.log = setup.log();
        this.firstError = firstError;
    }

    @Override
    public void run() {
        byte[] bytes = new byte[requests.longest()];
        ByteBuffer request = ByteBuffer.wrap(bytes);
        for (long n = 0; plan.pushOf(caller, n) < plan.pushes(); n++) {
            long push = plan.pushOf(caller, n);
            long due = timing.dueNanos(push);
            awaitDue(due);
            if (System.nanoTime() - timing.giveUpNanos() > 0) {
                break;
            }
            boolean measured = push >= timing.firstMeasured();
            requests.render(
                    new Stamp(
                            run,
                            plan.target(push),
                            plan.slot(push),
                            measured,
                            plan.sequence(push),
                            due),
                    request);
            PushOutcome outcome = send(bytes, request.limit());
            log.set(push, outcome);
            if (measured && outcome == PushOutcome.ACCEPTED) {
                restUs.recordValue(Math.min(LONGEST_US, (System.nanoTime() - due) / 1_000));
            }
        }
        disconnect();
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

    private PushOutcome send(byte[] request, int length) {
        HttpConnection open = connection;
        if (open == null) {
            try {
                open = new HttpConnection(server, CONNECT_MS, ANSWER_MS);
                connection = open;
            } catch (IOException e) {
                return failed(PushOutcome.REFUSED, e.toString());
            }
        }
        try {
            PushOutcome outcome = judge(open.exchange(request, length));
            if (open.exhausted()) {
                disconnect();
            }
            return outcome;
        } catch (IOException e) {
            disconnect();
            return failed(PushOutcome.AMBIGUOUS, e.toString());
        }
    }

    /** An error of the server leaves open whether the push went on its way. */
    private PushOutcome judge(Answer answer) {
        boolean fine = answer.status() >= HTTP_OK && answer.status() < HTTP_BAD_REQUEST;
        if (fine && answer.body().contains("\"code\":0")) {
            return PushOutcome.ACCEPTED;
        }
        boolean unsure = answer.status() >= HTTP_SERVER_ERROR;
        return failed(
                unsure ? PushOutcome.AMBIGUOUS : PushOutcome.REFUSED,
                "status " + answer.status() + ": " + answer.body());
    }

    /** Notes why, and waits a moment, so that a server in trouble is not hammered. */
    private PushOutcome failed(PushOutcome outcome, String why) {
        firstError.compareAndSet(null, why);
        LockSupport.parkNanos(PAUSE_AFTER_ERROR_NANOS);
        return outcome;
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
