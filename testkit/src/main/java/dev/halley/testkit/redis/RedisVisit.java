package dev.halley.testkit.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.function.Consumer;

/** A test's own look at Redis, or change of it. Blocks until it is done. */
public final class RedisVisit {
    // A connection gives its buffer back a moment after it is closed, on a loop that still runs.
    private static final Duration QUIET = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private RedisVisit() {}

    /** Over a connection that is made for it and closed again. */
    public static void to(String uri, Consumer<RedisCommands<String, String>> work) {
        RedisClient client = RedisClient.create(uri);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            work.accept(connection.sync());
        } finally {
            end(client);
        }
    }

    /** Ends a client and its connections; none of its buffers is left over. */
    public static void end(AbstractRedisClient client) {
        client.shutdown(QUIET, LIMIT);
    }
}
