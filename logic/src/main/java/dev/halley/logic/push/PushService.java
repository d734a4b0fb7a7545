package dev.halley.logic.push;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Accepts pushes. Thread-safe; never blocks for longer than a full buffer takes to notice. */
public interface PushService {
    /**
     * Has Kafka keep a push.
     *
     * @return its message id, once Kafka has acknowledged every record of it. Fails with {@link
     *     dev.halley.logic.errors.InvalidPushException} when the push breaks a limit, and with
     *     {@link dev.halley.logic.errors.UnavailableException} within the deadline when Kafka is
     *     away or the producer's buffer is full; such a push may still be delivered. With an
     *     idempotency key, a repeat has the id of the first; {@link
     *     dev.halley.logic.errors.KeyReusedException} when the key stands for another push, and
     *     {@link dev.halley.logic.errors.UnavailableException} also when Redis is away: then nothing
     *     goes to Kafka. Completed on any thread, which must not be blocked.
     */
    CompletionStage<Long> push(PushCommand command);

    /**
     * Pushes one after the other: what has the same target reaches Kafka in this order.
     *
     * @return for each what {@link #push} returns
     */
    default List<CompletionStage<Long>> pushAll(List<PushCommand> commands) {
        return commands.stream().map(this::push).toList();
    }
}
