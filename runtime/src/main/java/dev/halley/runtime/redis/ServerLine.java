package dev.halley.runtime.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A connection to one server. */
final class ServerLine extends RedisLine {
    private final StatefulRedisConnection<String, String> connection;
    private final boolean bySentinel;
    private final boolean flushByHand;

    ServerLine(
            StatefulRedisConnection<String, String> connection,
            boolean bySentinel,
            boolean flushByHand) {
        this.connection = connection;
        this.bySentinel = bySentinel;
        this.flushByHand = flushByHand;
        connection.setAutoFlushCommands(!flushByHand);
    }

    @Override
    public RedisClusterAsyncCommands<String, String> commands() {
        return connection.async();
    }

    @Override
    public void flush() {
        if (flushByHand) {
            connection.flushCommands();
        }
    }

    @Override
    public boolean oneServer() {
        return true;
    }

    @Override
    public List<String> masterTags() {
        return List.of();
    }

    // A master that Sentinels have replaced while it was away comes back as a replica, and may keep
    // the connections it had.
    @Override
    CompletionStage<?> probe() {
        CompletionStage<String> answer = connection.async().info("replication");
        flush();
        return answer.thenAccept(
                info -> {
                    if (info.contains("role:slave")) {
                        throw new RedisUnusableException("is a replica, not a master");
                    }
                });
    }

    @Override
    boolean mayHaveMoved() {
        return bySentinel;
    }

    StatefulRedisConnection<String, String> connection() {
        return connection;
    }

    @Override
    CompletionStage<?> close() {
        return connection.closeAsync();
    }
}
