package dev.halley.comet.fanout.pacing;

import dev.halley.comet.fanout.inbox.LocalDelivery.ToEveryone;
import dev.halley.comet.frames.Segment;
import dev.halley.comet.members.ShardSessions;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Moves the broadcasts of a shard that have a speed. */
public final class PacedLane {
    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BroadcastLane lane;
    private final ShardSessions sessions;
    private final PacedWriter writer;
    private final ByteBufAllocator allocator;
    private @Nullable Segment segment;
    private long lastProgress;
    private boolean stopped;

    /**
     * Of one shard.
     *
     * @param lane where broadcasts wait
     * @param sessions who gets them
     * @param writer writes them
     * @param allocator of the buffer that all sessions share
     */
    public PacedLane(
            BroadcastLane lane,
            ShardSessions sessions,
            PacedWriter writer,
            ByteBufAllocator allocator) {
        this.lane = lane;
        this.sessions = sessions;
        this.writer = writer;
        this.allocator = allocator;
    }

    /** Whether no broadcast is there at all. */
    public boolean isIdle() {
        return lane.size() == 0;
    }

    /**
     * Starts the broadcast in front, if it has a speed, and writes what is due. True while one runs:
     * call again soon.
     */
    public boolean advance(long now) {
        PacedBroadcast running = lane.running();
        if (running == null) {
            running = start(now);
        }
        if (running == null) {
            return false;
        }
        writeDue(running, now);
        if (running.done()) {
            end(running);
        } else if (now - lastProgress >= PROGRESS_NANOS) {
            lastProgress = now;
            running.delivery().receipt().progress(running.takeProgress());
        }
        return true;
    }

    private @Nullable PacedBroadcast start(long now) {
        ToEveryone delivery = stopped ? null : lane.pollPaced();
        if (delivery == null) {
            return null;
        }
        PacedBroadcast broadcast =
                new PacedBroadcast(delivery, sessions.ids(), delivery.speed(), now);
        lane.start(broadcast);
        segment = new Segment(List.of(delivery.message()), allocator);
        lastProgress = now;
        return broadcast;
    }

    private void writeDue(PacedBroadcast running, long now) {
        Segment encoded = segment;
        if (encoded == null) {
            return;
        }
        for (int due = running.due(now); due > 0; due--) {
            writer.writePaced(running.nextSession(), encoded, now);
        }
        writer.flush();
    }

    /** Breaks off what runs, without a receipt, and starts nothing more. */
    public void stop() {
        stopped = true;
        end();
    }

    private void end(PacedBroadcast running) {
        end();
        writer.done(running.delivery());
    }

    private void end() {
        if (segment != null) {
            segment.release();
            segment = null;
        }
        lane.ended();
    }
}
