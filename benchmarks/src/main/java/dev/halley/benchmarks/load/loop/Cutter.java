package dev.halley.benchmarks.load.loop;

import dev.halley.benchmarks.load.loop.LoadConnection.Phase;
import dev.halley.benchmarks.recovery.CutKind;
import dev.halley.benchmarks.recovery.CutPlan;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Cuts connections from the client's side: by plan, all of a target at once, or because the server
 * asked a client to move. The session dials again after a time. Confined to a loop, except where it
 * says otherwise.
 */
final class Cutter {

    /** So long one that nobody reads stays open; the server has closed its end by then. */
    private static final long DARK_NANOS = Duration.ofSeconds(10).toNanos();

    private static final int NOBODY = -1;
    private static final long NANOS_PER_MS = 1_000_000L;

    private record DueCut(
            LoadConnection connection, CutKind kind, long awayNanos, boolean planned) {}

    private final LoopSettings settings;
    private final Selector selector;
    private final DueQueue<LoadSession> redials;
    private final LoopCounts counts;
    private final @Nullable CutPlan plan;
    private final DueQueue<DueCut> due = new DueQueue<>();
    private final DueQueue<SocketChannel> dark = new DueQueue<>();
    private final SplittableRandom random = new SplittableRandom();
    private final AtomicInteger storm = new AtomicInteger(NOBODY);
    private volatile boolean mayCut = true;

    /** Cuts by the settings' plan; those that were cut go to the queue of those that dial again. */
    Cutter(
            LoopSettings settings,
            Selector selector,
            DueQueue<LoadSession> redials,
            LoopCounts counts) {
        this.settings = settings;
        this.selector = selector;
        this.redials = redials;
        this.counts = counts;
        this.plan = settings.clients().cuts().orElse(null);
    }

    /** Cuts nobody by plan any more. Any thread may call. */
    void stop() {
        mayCut = false;
    }

    /** Cuts every session of a target at the next {@link #run}. Any thread may call. */
    void cutAllOf(int target) {
        storm.set(target);
    }

    /** A connection is online: it will be cut, if there is a plan. */
    void online(LoadConnection connection, long nowNanos) {
        if (plan != null) {
            LoadSession session = connection.session;
            long wait =
                    session.cuts++ == 0
                            ? plan.firstNanos(session.random)
                            : plan.nextNanos(session.random);
            due.add(
                    new DueCut(connection, plan.kind(), plan.away().toNanos(), true),
                    nowNanos + wait);
        }
    }

    /** The server may have asked this connection's client to move. */
    void look(LoadConnection connection, long nowNanos) {
        long moveMs = connection.session.stream == null ? -1 : connection.session.stream.takeMove();
        if (moveMs >= 0) {
            due.add(
                    new DueCut(connection, CutKind.FIN, 0, false),
                    nowNanos + moveMs * NANOS_PER_MS);
        }
    }

    /** How long the loop may wait for something to read. */
    long waitMs(long nowNanos, long atMost) {
        return due.waitMs(nowNanos, atMost);
    }

    /** Cuts what is due, and closes what was left open long enough. */
    void run(List<LoadSession> sessions, long nowNanos) throws IOException {
        for (DueCut cut = due.due(nowNanos); cut != null; cut = due.due(nowNanos)) {
            if (mayCut || !cut.planned) {
                cut(cut, nowNanos);
            }
        }
        int target = storm.getAndSet(NOBODY);
        if (target != NOBODY) {
            sessions.stream()
                    .filter(session -> session.spec.target() == target)
                    .forEach(session -> cutNow(session, nowNanos));
        }
        for (SocketChannel old = dark.due(nowNanos); old != null; old = dark.due(nowNanos)) {
            old.close();
        }
    }

    private void cutNow(LoadSession session, long nowNanos) {
        LoadConnection connection = session.connection;
        if (connection != null) {
            long away = settings.reconnects().delayNanos(0, random);
            cut(new DueCut(connection, CutKind.FIN, away, false), nowNanos);
        }
    }

    private void cut(DueCut cut, long nowNanos) {
        LoadConnection connection = cut.connection;
        if (connection.phase != Phase.ONLINE) {
            return;
        }
        LoadSession session = connection.session;
        connection.phase = Phase.CLOSED;
        end(connection.channel, cut.kind, nowNanos);
        counts.recovery.cut();
        session.wasCut(nowNanos);
        session.target = settings.comets().after(session.target, random);
        redials.add(session, nowNanos + cut.awayNanos);
    }

    private void end(SocketChannel channel, CutKind kind, long nowNanos) {
        try {
            if (kind == CutKind.BLACKHOLE) {
                SelectionKey key = channel.keyFor(selector);
                if (key != null) {
                    key.cancel();
                }
                dark.add(channel, nowNanos + DARK_NANOS);
                return;
            }
            if (kind == CutKind.RST) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            channel.close();
        } catch (IOException e) {
            // Closed by the server at the same moment.
        }
    }
}
