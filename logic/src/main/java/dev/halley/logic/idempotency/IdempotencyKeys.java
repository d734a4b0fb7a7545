package dev.halley.logic.idempotency;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Which push each key of a caller stands for. Thread-safe; never blocks. */
public interface IdempotencyKeys {
    /**
     * Binds a key to a push, unless it is bound already. Of several calls at once, one binds and the
     * others find what it bound.
     *
     * @param app tenant
     * @param key as the caller chose it
     * @param push what the caller wants to push now
     * @return the message id that the key stands for: the push's own, or that of the same push when
     *     it came first. Fails with {@link dev.halley.logic.errors.KeyReusedException} when that was
     *     another push, and with {@link dev.halley.logic.errors.UnavailableException} when Redis is
     *     away; the key may be bound then.
     */
    CompletionStage<Long> bind(String app, String key, KeyedPush push);

    /** How long a key is remembered after it was bound. */
    Duration lifetime();
}
