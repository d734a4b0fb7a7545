package dev.halley.sdk.session;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Beats while a session is online, and notices when nobody answers. On the client's loop. */
final class Heartbeats {

    /** One lost reply may be a slow network; two in a row are a dead connection. */
    private static final int UNANSWERED_LIMIT = 2;

    private final EventLoop loop;
    private final Runnable beat;
    private final Runnable lost;
    private @Nullable Future<?> timer;
    private int unanswered;

    Heartbeats(EventLoop loop, Runnable beat, Runnable lost) {
        this.loop = loop;
        this.beat = beat;
        this.lost = lost;
    }

    void start(Duration interval) {
        unanswered = 0;
        long nanos = interval.toNanos();
        timer = loop.scheduleAtFixedRate(this::tick, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    void answered() {
        unanswered = 0;
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void tick() {
        if (unanswered == UNANSWERED_LIMIT) {
            lost.run();
            return;
        }
        unanswered++;
        beat.run();
    }
}
