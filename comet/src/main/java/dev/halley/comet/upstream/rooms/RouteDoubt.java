package dev.halley.comet.upstream.rooms;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has the routes of all sessions renewed when Redis had forgotten this comet: it stood still or was
 * cut off for so long that it was taken for gone, and what it had was swept, or Redis has lost its
 * data. Tried with each report until it succeeds. Thread-safe.
 */
final class RouteDoubt {
    private final Supplier<? extends CompletionStage<?>> renewal;
    private boolean open;
    private boolean renewing;

    /** None; the renewal is of all sessions, and fails when a route was not renewed. */
    RouteDoubt(Supplier<? extends CompletionStage<?>> renewal) {
        this.renewal = renewal;
    }

    /** Whether routes wait to be renewed. */
    synchronized boolean isOpen() {
        return open;
    }

    /** A report has arrived, so renewals will as well. */
    void reported(boolean forgotten) {
        synchronized (this) {
            open |= forgotten;
            if (!open || renewing) {
                return;
            }
            open = false;
            renewing = true;
        }
        CompletionStage<?> begun;
        try {
            begun = renewal.get();
        } catch (RuntimeException e) {
            renewed(e);
            return;
        }
        begun.whenComplete((done, failure) -> renewed(failure));
    }

    private synchronized void renewed(@Nullable Throwable failure) {
        renewing = false;
        open |= failure != null;
    }
}
