package dev.halley.comet.writing;

import dev.halley.comet.streams.StreamSources;
import io.netty.buffer.ByteBufAllocator;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What all shards of a node share.
 *
 * @param nanos a clock for spans, as {@code System.nanoTime}
 * @param clock a clock for expiry and stage times
 * @param allocator of the buffers that members share
 */
public record FanoutSetup(
        FanoutConfig config,
        FanoutMetrics metrics,
        StreamMetrics streamMetrics,
        ByteBufAllocator allocator,
        LongSupplier nanos,
        Clock clock,
        StreamSources streams) {}
