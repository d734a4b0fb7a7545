package dev.halley.comet.session.all;

import dev.halley.comet.session.Session;
import dev.halley.comet.session.SessionLoop;
import dev.halley.wire.CloseReason;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Ends all sessions of a node, each at its own moment, spread evenly over a window, so that their
 * clients do not all come to the other nodes at once. Until its moment a session gets what is pushed
 * to it. A session of version 2 is told at its moment to go elsewhere, and ended when it has had a
 * little time for that. Connections without AUTH end at once.
 */
public final class SessionDrain {
    /** Longest time that a session of version 2 has to leave by itself. */
    public static final Duration LONGEST_NOTICE = Duration.ofSeconds(1);

    private static final long STEP_MS = 20;

    private final List<SessionLoop> loops;

    /** Over all loops of a node. */
    public SessionDrain(List<SessionLoop> loops) {
        this.loops = List.copyOf(loops);
    }

    /**
     * Starts. Any thread; does not block. Nobody may be accepted any more.
     *
     * @param window over how long sessions have their moments; the last of version 2 are ended up to
     *     {@link #LONGEST_NOTICE} later
     * @return ends when every session is closed, or closing
     */
    public CompletableFuture<Void> start(Duration window) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < loops.size(); i++) {
            all.add(start(i, window.toNanos()));
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> start(int number, long windowNanos) {
        SessionLoop loop = loops.get(number);
        CompletableFuture<Void> done = new CompletableFuture<>();
        EventLoop eventLoop = loop.shard().loop();
        eventLoop.execute(
                () -> {
                    loop.closeHandshakes(CloseReason.DRAINING);
                    List<Session> all = new ArrayList<>(loop.sessions());
                    DrainPace pace = DrainPace.of(all.size(), windowNanos, number, loops.size());
                    new LoopDrain(loop, all, pace, done).step();
                });
        return done;
    }

    /** One loop's part, on that loop. */
    private static final class LoopDrain {
        private final SessionLoop loop;
        private final List<Session> left;
        private final DrainPace pace;
        private final CompletableFuture<Void> done;
        private final long startNanos = System.nanoTime();
        private final long noticeNanos;
        private final Deque<Told> told = new ArrayDeque<>();

        LoopDrain(
                SessionLoop loop,
                List<Session> left,
                DrainPace pace,
                CompletableFuture<Void> done) {
            this.loop = loop;
            this.left = left;
            this.pace = pace;
            this.done = done;
            this.noticeNanos = Math.min(LONGEST_NOTICE.toNanos(), pace.windowNanos() / 4);
        }

        void step() {
            long elapsed = System.nanoTime() - startNanos;
            endTold(elapsed);
            int remaining = pace.sessions() - pace.due(elapsed);
            // A client that has left by itself still takes its moment, unless nobody comes after
            // it.
            while (left.size() > remaining || (!left.isEmpty() && last().isClosed())) {
                if (noticeNanos > 0 && last().leaveSoon()) {
                    told.add(new Told(last(), elapsed + noticeNanos));
                } else {
                    last().close(CloseReason.DRAINING);
                }
                left.remove(left.size() - 1);
            }
            if (left.isEmpty() && told.isEmpty()) {
                end();
                return;
            }
            Future<?> unused =
                    loop.shard().loop().schedule(this::step, STEP_MS, TimeUnit.MILLISECONDS);
        }

        private void endTold(long elapsed) {
            while (!told.isEmpty()
                    && (told.getFirst().endNanos <= elapsed
                            || told.getFirst().session.isClosed())) {
                told.removeFirst().session.close(CloseReason.DRAINING);
            }
        }

        private Session last() {
            return left.get(left.size() - 1);
        }

        private void end() {
            // Those whose AUTH was under way when the drain began.
            loop.closeHandshakes(CloseReason.DRAINING);
            loop.sessions().forEach(session -> session.close(CloseReason.DRAINING));
            done.complete(null);
        }

        private record Told(Session session, long endNanos) {}
    }
}
