package dev.halley.sdk.session;

import dev.halley.sdk.ClientOptions.Timing;
import dev.halley.sdk.link.Frame;
import dev.halley.sdk.link.Link;
import dev.halley.sdk.link.LinkEnd;
import dev.halley.sdk.link.LinkListener;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from the question where it goes until its end. It holds to the time limits, tells
 * its end once, and what comes after it was given up is not heard. On the client's loop.
 */
final class Attempt implements LinkListener {

    /** What an attempt leads to. */
    interface Watcher {

        /** There is a connection: authenticate. */
        void up(Link link, String token);

        /** A frame arrived. */
        void frame(Frame frame);

        /** It is over; called once, and last. */
        void over(LinkEnd end);
    }

    private final EventLoop loop;
    private final Timing timing;
    private final Watcher watcher;
    private @Nullable Link link;
    private @Nullable Future<?> limit;
    private String token = "";
    private boolean authenticating;
    private boolean over;

    Attempt(EventLoop loop, Timing timing, Watcher watcher) {
        this.loop = loop;
        this.timing = timing;
        this.watcher = watcher;
    }

    /** Begins. */
    void start(Dialer dialer, boolean tokenRefused) {
        limit(timing.connect(), "nobody said in time where to connect");
        dialer.dial(this, tokenRefused);
    }

    /** Whether it was not given up meanwhile. */
    boolean wanted() {
        return !over;
    }

    /** A connection is being made. */
    void dialled(Link newLink, String newToken) {
        cancelLimit();
        link = newLink;
        token = newToken;
    }

    /** The session is online: no limit runs any more. */
    void welcomed() {
        authenticating = false;
        cancelLimit();
    }

    @Override
    public void onUp() {
        if (!over && link != null) {
            authenticating = true;
            limit(timing.auth(), "no reply to AUTH in time");
            watcher.up(link, token);
        }
    }

    @Override
    public void onFrame(Frame frame) {
        if (!over) {
            watcher.frame(frame);
        }
    }

    @Override
    public void onDown(LinkEnd end) {
        end(authenticating ? end.beforeAuth() : end);
    }

    /** Gives it up, and says why. */
    void end(LinkEnd end) {
        if (!over) {
            close();
            watcher.over(end);
        }
    }

    /** Gives it up without a word. */
    void close() {
        over = true;
        cancelLimit();
        if (link != null) {
            link.close();
        }
    }

    /** Runs something when its connection is gone, at once when there is none. */
    void whenGone(Runnable action) {
        if (link == null) {
            action.run();
        } else {
            link.whenClosed(action);
        }
    }

    private void limit(Duration time, String why) {
        cancelLimit();
        limit =
                loop.schedule(
                        () -> end(LinkEnd.unexplained(why)), time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void cancelLimit() {
        if (limit != null) {
            limit.cancel(false);
            limit = null;
        }
    }
}
