package dev.halley.runtime.redis;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Opens lines to a Redis of one kind. Thread-safe. */
interface RedisTopology {
    /** A new line, once it stands. */
    CompletionStage<RedisLine> open();

    /**
     * Ends all lines, and loops of their own once nothing happened for the quiet time. Blocks for at
     * most some seconds.
     */
    void shutDown(Duration quiet);
}
