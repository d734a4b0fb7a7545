package dev.halley.comet.fanout;

import dev.halley.comet.fanout.LocalDelivery.ToEveryone;
import dev.halley.comet.frames.Segment;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Moves the broadcasts of a shard that have a speed. */
final class PacedLane {
    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ShardState state;
    private final Drain drain;
    private final ByteBufAllocator allocator;
    private @Nullable Segment segment;
    private long lastProgress;
    private boolean stopped;

    PacedLane(ShardState state, Drain drain, ByteBufAllocator allocator) {
        this.state = state;
        this.drain = drain;
        this.allocator = allocator;
    }

    /** Whether no broadcast is there at all. */
    boolean isIdle() {
        return state.lane().size() == 0;
    }

    /**
     * Starts the broadcast in front, if it has a speed, and writes what is due. True while one runs:
     * call again soon.
     */
    boolean advance(long now) {
        PacedBroadcast running = state.lane().running();
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
        ToEveryone delivery = stopped ? null : state.lane().pollPaced();
        if (delivery == null) {
            return null;
        }
        PacedBroadcast broadcast =
                new PacedBroadcast(delivery, state.sessions().ids(), delivery.speed(), now);
        state.lane().start(broadcast);
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
            drain.writePaced(running, encoded, now);
        }
        drain.flush();
    }

    /** Breaks off what runs, without a receipt, and starts nothing more. */
    void stop() {
        stopped = true;
        end();
    }

    private void end(PacedBroadcast running) {
        end();
        drain.done(running.delivery());
    }

    private void end() {
        if (segment != null) {
            segment.release();
            segment = null;
        }
        state.lane().ended();
    }
}
