package dev.halley.runtime.redis;

import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Connections to the masters of a Redis Cluster. */
final class ClusterLine extends RedisLine {
    private final StatefulRedisClusterConnection<String, String> connection;
    private final SlotTags tags;
    private volatile List<String> masterTags;

    ClusterLine(StatefulRedisClusterConnection<String, String> connection, SlotTags tags) {
        this.connection = connection;
        this.tags = tags;
        this.masterTags = find();
    }

    private List<String> find() {
        List<String> found = new ArrayList<>();
        for (RedisClusterNode node : connection.getPartitions()) {
            if (!node.hasNoSlots() && node.getRole().isUpstream()) {
                found.add(tags.ofMaster(node.getNodeId(), node.getSlots()));
            }
        }
        return found.stream().sorted().toList();
    }

    @Override
    public RedisClusterAsyncCommands<String, String> commands() {
        return connection.async();
    }

    // Commands that are redirected would wait for a flush that does not come: nothing is held back.
    @Override
    public void flush() {}

    @Override
    public boolean oneServer() {
        return false;
    }

    @Override
    public List<String> masterTags() {
        return masterTags;
    }

    @Override
    CompletionStage<?> probe() {
        masterTags = find();
        if (masterTags.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new RedisUnusableException("no node of the cluster owns slots"));
        }
        return CompletableFuture.allOf(
                masterTags.stream()
                        .map(tag -> connection.async().exists("halley:{" + tag + "}"))
                        .map(CompletionStage::toCompletableFuture)
                        .toArray(CompletableFuture[]::new));
    }

    @Override
    boolean mayHaveMoved() {
        return false;
    }

    @Override
    CompletionStage<?> close() {
        return connection.closeAsync();
    }
}
