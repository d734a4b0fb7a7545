package dev.halley.logic.redis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The commands that logic needs. Thread-safe and without blocking; all fail at once with {@link
 * dev.halley.logic.errors.UnavailableException} when Redis is away, and within the configured time
 * when it does not answer. Calls made one after the other by one thread reach Redis in that order.
 * Answers come on Redis's own threads.
 */
public interface RedisCalls {
    /**
     * Whether one server has all keys. Else there is a Redis Cluster, where a script must keep to keys
     * of one hash tag. Never changes once there is a connection; false before.
     */
    boolean oneServer();

    /** Runs a script that answers a list of texts, numbers in decimal as texts too. */
    CompletionStage<List<String>> run(Script script, List<String> keys, List<String> arguments);

    /** A string, or null. */
    CompletionStage<String> get(String key);

    /** A hash; empty if it is not there. */
    CompletionStage<Map<String, String>> hash(String key);

    /** A set; empty if it is not there. */
    CompletionStage<Set<String>> members(String key);

    /** Adds to a set. */
    CompletionStage<Long> addMember(String key, String member);

    /** Takes out of a set. */
    CompletionStage<Long> removeMember(String key, String member);
}
