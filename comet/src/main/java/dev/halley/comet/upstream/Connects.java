package dev.halley.comet.upstream;

import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ConnectRequest;
import dev.halley.comet.upstream.calls.LogicCalls;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Has sessions authenticated, a bounded number at once; the others wait their turn, in the order
 * they came. When everybody comes back at the same moment, logic would else be asked for more than
 * it can answer in time, and what is answered too late is asked again. Those that wait are open
 * connections, which are bounded. Any thread; never blocks.
 */
public final class Connects {
    private final LogicCalls calls;
    private final UpstreamMetrics metrics;
    private final int atOnce;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private int running;

    /**
     * Nobody has come yet.
     *
     * @param atOnce most calls that are under way
     */
    public Connects(LogicCalls calls, UpstreamMetrics metrics, int atOnce) {
        this.calls = calls;
        this.metrics = metrics;
        this.atOnce = atOnce;
        metrics.connectsWaiting(this);
    }

    /** Authenticates when it is its turn; fails as {@link LogicCalls#connect} does. */
    public CompletionStage<ConnectReply> connect(ConnectRequest request) {
        Turn turn = new Turn(request);
        if (goes(turn)) {
            run(turn);
        }
        return turn.answer;
    }

    /** How many wait for their turn. */
    synchronized int waiting() {
        return waiting.size();
    }

    private synchronized boolean goes(Turn turn) {
        if (running == atOnce) {
            waiting.add(turn);
            return false;
        }
        running++;
        return true;
    }

    private synchronized @Nullable Turn next() {
        Turn next = waiting.poll();
        if (next == null) {
            running--;
        }
        return next;
    }

    // Calls that are answered before they return, as when logic cannot be reached, must not make
    // the stack grow with everybody who waits.
    private void run(Turn first) {
        for (Turn turn = first; turn != null; turn = next()) {
            CompletionStage<ConnectReply> call = turn.call();
            if (!call.toCompletableFuture().isDone()) {
                call.whenComplete(turn::answeredLater);
                return;
            }
            call.whenComplete(turn::answered);
        }
    }

    private final class Turn {
        private final ConnectRequest request;
        private final CompletableFuture<ConnectReply> answer = new CompletableFuture<>();
        private long sinceNanos;

        Turn(ConnectRequest request) {
            this.request = request;
        }

        CompletionStage<ConnectReply> call() {
            sinceNanos = System.nanoTime();
            return calls.connect(request);
        }

        private void answeredLater(@Nullable ConnectReply reply, @Nullable Throwable failure) {
            answered(reply, failure);
            Turn next = next();
            if (next != null) {
                Connects.this.run(next);
            }
        }

        private void answered(@Nullable ConnectReply reply, @Nullable Throwable failure) {
            metrics.connected(System.nanoTime() - sinceNanos);
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else if (reply != null) {
                answer.complete(reply);
            }
        }
    }
}
