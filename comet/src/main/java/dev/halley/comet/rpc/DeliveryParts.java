package dev.halley.comet.rpc;

import dev.halley.comet.config.DeliverySettings;
import dev.halley.comet.fanout.Shards;
import io.netty.util.concurrent.EventExecutor;
import java.time.Clock;

/**
 * What the parts of the delivery service share.
 *
 * @param executor one thread, on which all their state lives
 */
record DeliveryParts(
        EventExecutor executor,
        DeliverySettings settings,
        DeliveryMetrics metrics,
        Shards shards,
        RouteReplay replay,
        Clock clock) {}
