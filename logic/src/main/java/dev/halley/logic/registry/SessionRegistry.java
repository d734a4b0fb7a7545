package dev.halley.logic.registry;

import dev.halley.logic.redis.Question;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * Who is connected, and where. Thread-safe and without blocking; everything fails with {@link
 * dev.halley.logic.errors.UnavailableException} when Redis is away. Completed on any thread, which
 * must not be blocked.
 */
public interface SessionRegistry {
    /** Gives a session its route, in place of the one its key had. */
    CompletionStage<Registered> register(NewSession session);

    /**
     * As {@link #register(NewSession)}, with a question in the same step, behind the registration. For
     * one server only.
     */
    <T> CompletionStage<RegisteredAnd<T>> register(NewSession session, Question<T> question);

    /** Removes routes; one that a successor has overwritten stays. */
    CompletionStage<Removed> remove(String app, String instance, List<SessionRoute> sessions);

    /**
     * Keeps routes alive, and writes again those that Redis lost.
     *
     * @return session ids whose key belongs to a successor
     */
    CompletionStage<List<Long>> renew(String app, String instance, List<SessionRoute> sessions);

    /** Routes of all sessions of a user, but of those on comets that are lost or gone. */
    CompletionStage<List<KeyRoute>> ofUser(String app, String user);

    /** Route of the session that has this key, unless its comet is lost or gone. */
    CompletionStage<Optional<KeyRoute>> ofKey(String app, String key);

    /** When the user's last session ended, milliseconds since 1970; empty: not known. */
    CompletionStage<OptionalLong> lastSeen(String app, String user);
}
