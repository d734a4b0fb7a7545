package dev.halley.logic.push;

import java.util.concurrent.CompletionStage;

/**
 * Ends sessions for a business system, in order with the pushes of their user or key. Thread-safe;
 * does not block.
 */
public interface CloseService {
    /**
     * Ends every session that a user has now.
     *
     * @return how many sessions will be closed, once Kafka has the order; 0: the user has none.
     *     Fails with {@link dev.halley.logic.errors.UnavailableException} when Redis or Kafka is
     *     away
     */
    CompletionStage<Integer> closeUser(String app, String user);

    /** The same for the session that has a key. */
    CompletionStage<Integer> closeKey(String app, String key);
}
