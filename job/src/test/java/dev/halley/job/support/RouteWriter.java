package dev.halley.job.support;

import dev.halley.api.redis.RedisKeys;
import dev.halley.api.redis.RouteValue;
import dev.halley.testkit.redis.RedisVisit;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;

/** Writes routes as logic would, to a Redis of any kind. */
public final class RouteWriter implements AutoCloseable {
    private static final RedisKeys KEYS = new RedisKeys("default");

    private final RedisClusterCommands<String, String> commands;
    private final Runnable end;

    private RouteWriter(RedisClusterCommands<String, String> commands, Runnable end) {
        this.commands = commands;
        this.end = end;
    }

    /** To a Redis Cluster, beginning with this node. */
    public static RouteWriter toCluster(String uri) {
        RedisClusterClient client = RedisClusterClient.create(uri);
        return new RouteWriter(client.connect().sync(), () -> RedisVisit.end(client));
    }

    /** To the master that Sentinels name. */
    public static RouteWriter bySentinel(String uri) {
        RedisClient client = RedisClient.create(RedisURI.create(uri));
        return new RouteWriter(client.connect().sync(), () -> RedisVisit.end(client));
    }

    /** Says that this user has this session. */
    public void write(String user, String instance, long session) {
        String value = RouteValue.format(1, session, instance);
        commands.hset(KEYS.userRoutes(user), "key-" + user, value);
        commands.set(KEYS.route("key-" + user), value);
    }

    @Override
    public void close() {
        end.run();
    }
}
