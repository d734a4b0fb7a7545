package dev.halley.logic.push;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Lets sessions join and leave rooms for a business system, in order with the pushes of their user or
 * key. Thread-safe; does not block.
 */
public interface RoomChangeService {
    /**
     * Changes the rooms of every session that a user has now.
     *
     * @return what was ordered, once Kafka has it; empty when the user has no session. Fails with
     *     {@link dev.halley.logic.errors.InvalidPushException} when a limit is broken, and with
     *     {@link dev.halley.logic.errors.UnavailableException} when Redis or Kafka is away
     */
    CompletionStage<Optional<SessionOrder>> changeUser(String app, String user, RoomChange change);

    /** The same for the session that has a key. */
    CompletionStage<Optional<SessionOrder>> changeKey(String app, String key, RoomChange change);
}
