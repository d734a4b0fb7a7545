package dev.halley.logic.online;

import java.util.concurrent.CompletionStage;

/**
 * Counts of members, sessions and addresses over all comets. Thread-safe and without blocking;
 * fails with {@link dev.halley.logic.errors.UnavailableException} when Redis is away.
 */
public interface OnlineStore {
    /**
     * Keeps what a comet reports; forgotten after the report's lifetime unless it reports again.
     *
     * @return true when nothing was known of the comet before: changes are not kept then, and it is
     *     to send a snapshot
     */
    CompletionStage<Boolean> report(String app, String instance, RoomReport report);

    /** What all comets have. Shared between callers, read at most once per cache time (1 s). */
    CompletionStage<OnlineSnapshot> snapshot(String app);
}
