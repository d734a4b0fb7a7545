package dev.halley.runtime.redis;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How one node uses Redis.
 *
 * @param name shown by Redis as the client's name, and the label of its metrics
 * @param flushByHand whether a line to one server sends only what {@link RedisLine#flush} tells it
 *     to: cheaper for a thread that asks in batches, which must be {@code thread}. A Redis Cluster
 *     sends by itself all the same
 * @param values how values and arguments become bytes; keys are always UTF-8
 * @param thread what connections run on; empty: threads of their own
 */
public record RedisOptions(
        String name, boolean flushByHand, RedisValues values, Optional<RedisThread> thread) {
    /** Checks the name. */
    public RedisOptions {
        requireNonNull(name, "name");
        requireNonNull(values, "values");
        requireNonNull(thread, "thread");
    }

    /** Connections have threads of their own. */
    public RedisOptions(String name, boolean flushByHand, RedisValues values) {
        this(name, flushByHand, values, Optional.empty());
    }

    /** Values are text. */
    public RedisOptions(String name, boolean flushByHand) {
        this(name, flushByHand, RedisValues.TEXT);
    }
}
