package dev.halley.comet.fanout.pacing;

import dev.halley.comet.fanout.inbox.LocalDelivery;
import dev.halley.comet.frames.Segment;

/** What writes a broadcast that has a speed. On the shard's loop. */
public interface PacedWriter {
    /** Writes it to one session, unless that is gone or does not take it. Nothing is flushed. */
    void writePaced(long sessionId, Segment segment, long now);

    /** Flushes what is written. */
    void flush();

    /** The broadcast has reached everyone: its receipt may be released. */
    void done(LocalDelivery delivery);
}
