package dev.halley.logic.bootstrap;

import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.logic.reading.ReadPositions;
import dev.halley.logic.reading.RedisReadPositions;
import dev.halley.logic.streams.RedisStreams;
import dev.halley.logic.streams.StreamStore;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.streams.StreamPolicy;

/**
 * What can be read again.
 *
 * @param store what streams hold
 * @param positions how far users have read it
 */
record StreamParts(StreamStore store, ReadPositions positions) {
    static StreamParts of(LogicNodeConfig config, NodeContext context, Backends backends) {
        var policy = new StreamPolicy(config.streams());
        var store =
                new RedisStreams(backends.redis(), backends.entries(), policy, context.registry());
        return new StreamParts(
                store,
                new RedisReadPositions(
                        backends.redis(), store, policy.headTtl(), context.registry()));
    }
}
