package dev.halley.comet.fanout.shared;

import dev.halley.comet.writing.FanoutSetup;
import dev.halley.comet.writing.FrameWriter;

/**
 * What the parts of one shard's drain share.
 *
 * @param state whom the shard writes to
 * @param writer writes and flushes
 * @param setup what all shards share
 * @param dealt what waits for the flush
 * @param loop runs what an answer brings
 */
public record DrainParts(
        ShardState state, FrameWriter writer, FanoutSetup setup, DealtWith dealt, OnLoop loop) {
    /** Time in nanoseconds, from no particular origin. */
    public long now() {
        return setup.nanos().getAsLong();
    }
}
