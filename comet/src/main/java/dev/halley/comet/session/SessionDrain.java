package dev.halley.comet.session;

import dev.halley.wire.CloseReason;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Ends all sessions of a node, spread evenly over a window, so that their clients do not all come
 * to the other nodes in one moment. Connections without AUTH end at once.
 */
public final class SessionDrain {
    private static final long STEP_MS = 50;

    private final List<SessionLoop> loops;

    /** Over all loops of a node. */
    public SessionDrain(List<SessionLoop> loops) {
        this.loops = List.copyOf(loops);
    }

    /**
     * Starts. Any thread; does not block. Nobody may be accepted any more.
     *
     * @return ends when every session is closed, or closing
     */
    public CompletableFuture<Void> start(Duration window) {
        CompletableFuture<?>[] all =
                loops.stream().map(loop -> start(loop, window)).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(all);
    }

    private static CompletableFuture<Void> start(SessionLoop loop, Duration window) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        EventLoop eventLoop = loop.shard().loop();
        eventLoop.execute(
                () -> {
                    loop.closeHandshakes(CloseReason.DRAINING);
                    int steps = (int) Math.max(1, window.toMillis() / STEP_MS);
                    step(loop, new ArrayList<>(loop.sessions()), steps, done);
                });
        return done;
    }

    private static void step(
            SessionLoop loop, List<Session> left, int steps, CompletableFuture<Void> done) {
        int count = (left.size() + steps - 1) / steps;
        for (int i = 0; i < count; i++) {
            left.remove(left.size() - 1).close(CloseReason.DRAINING);
        }
        if (steps > 1 && !left.isEmpty()) {
            Future<?> unused =
                    loop.shard()
                            .loop()
                            .schedule(
                                    () -> step(loop, left, steps - 1, done),
                                    STEP_MS,
                                    TimeUnit.MILLISECONDS);
            return;
        }
        // Those whose AUTH was under way when the drain began.
        loop.closeHandshakes(CloseReason.DRAINING);
        loop.sessions().forEach(session -> session.close(CloseReason.DRAINING));
        done.complete(null);
    }
}
