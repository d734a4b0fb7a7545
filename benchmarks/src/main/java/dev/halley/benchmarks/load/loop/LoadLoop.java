package dev.halley.benchmarks.load.loop;

import dev.halley.benchmarks.audit.Troubles;
import dev.halley.benchmarks.client.BrokenStreamException;
import dev.halley.benchmarks.client.Dialer;
import dev.halley.benchmarks.client.Reconnects;
import dev.halley.benchmarks.client.SessionSpec;
import dev.halley.benchmarks.load.LoadReport;
import dev.halley.benchmarks.load.loop.LoadConnection.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One thread with its share of the sessions: dials them, reads for them, beats for them, dials
 * again when they were cut, until it is stopped. What others may read while it runs is volatile;
 * the rest after {@link #stopAndJoin}.
 */
final class LoadLoop implements Runnable {

    /** Large enough for one read to empty a socket; pages that no read reaches cost nothing. */
    private static final int READ_BYTES = 2 << 20;

    private static final int POLL_MS = 50;

    /** A session that never came online is given up then; one that did, never. */
    private static final int FIRST_ATTEMPTS = 5;

    private final LoopSettings settings;
    private final Reconnects reconnects;
    private final Dialer dialer = new Dialer();
    private final SplittableRandom random = new SplittableRandom();
    private final Selector selector;
    private final Thread thread;
    private final List<LoadSession> sessions = new ArrayList<>();
    private final Deque<LoadSession> waiting;
    private final DueQueue<LoadSession> redials = new DueQueue<>();
    private final Cutter cutter;
    private final Deque<LoadConnection> dialling = new ArrayDeque<>();
    private final LoopCounts counts = new LoopCounts();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
    private final HeartbeatWheel heartbeats = new HeartbeatWheel(LoopSettings.HEARTBEAT);

    private volatile boolean stopping;
    private volatile boolean quiet;
    private final AtomicInteger failed = new AtomicInteger();
    private final Troubles troubles;

    LoadLoop(String name, LoopSettings settings, List<SessionSpec> specs, Troubles troubles)
            throws IOException {
        this.troubles = troubles;
        this.settings = settings;
        this.reconnects = settings.reconnects();
        this.selector = Selector.open();
        this.cutter = new Cutter(settings, selector, redials, counts);
        for (SessionSpec spec : specs) {
            sessions.add(new LoadSession(spec, settings, counts, troubles));
        }
        this.waiting = new ArrayDeque<>(sessions);
        this.thread = new Thread(this, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The harness itself cuts nobody any more. */
    void stopCutting() {
        cutter.stop();
    }

    /** Cuts every session of a target as soon as this thread gets to it. */
    void cutAllOf(int target) {
        cutter.cutAllOf(target);
        selector.wakeup();
    }

    /** From now on a session that ends was not cut. */
    void expectClose() {
        quiet = true;
    }

    /** Closes every session and waits for the thread to end. */
    void stopAndJoin() throws InterruptedException {
        stopping = true;
        selector.wakeup();
        thread.join();
    }

    /** Sessions that were online at some time. */
    int everOnline() {
        return counts.everOnline.get();
    }

    int failed() {
        return failed.get();
    }

    long threadId() {
        return thread.getId();
    }

    LoopCounts counts() {
        return counts;
    }

    List<LoadSession> sessions() {
        return sessions;
    }

    /** What was counted; after {@link #stopAndJoin}. */
    LoadReport report() {
        long away =
                sessions.stream()
                        .filter(session -> session.audit.wasOnline() && !session.online)
                        .count();
        return counts.report((int) away);
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                dialMore();
                long now = System.nanoTime();
                long wait = cutter.waitMs(now, redials.waitMs(now, POLL_MS));
                selector.select(this::ready, wait);
                expireDials();
                cutter.run(sessions, System.nanoTime());
                heartbeats.beat(sessions, this::beat);
                counts.publish();
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void dialMore() {
        while (dialling.size() < settings.dials() && !waiting.isEmpty()) {
            dial(waiting.removeFirst());
        }
        LoadSession due = redials.due(System.nanoTime());
        while (due != null) {
            dial(due);
            due = redials.due(System.nanoTime());
        }
    }

    private void dial(LoadSession session) {
        try {
            LoadConnection connection =
                    new LoadConnection(
                            session, dialer.dial(session.target.address()), settings, counts);
            session.connection = connection;
            connection.channel.register(selector, SelectionKey.OP_CONNECT, connection);
            dialling.add(connection);
        } catch (IOException e) {
            attemptFailed(session, e.toString());
        }
    }

    private void ready(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            if (key.isConnectable()) {
                connection.channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                connection.opened();
            } else if (key.isReadable()) {
                read(connection);
            }
        } catch (IOException | BrokenStreamException e) {
            end(connection, String.valueOf(e.getMessage()));
        }
    }

    private void read(LoadConnection connection) throws IOException {
        boolean wasOnline = connection.phase == Phase.ONLINE;
        int read = connection.read(buffer);
        if (read < 0) {
            end(connection, "closed by the server");
            return;
        }
        counts.bytes += read;
        if (!connection.session.target.webSocket()) {
            counts.frames++;
        }
        if (!wasOnline && connection.phase == Phase.ONLINE) {
            cameOnline(connection, System.nanoTime());
        }
        cutter.look(connection, System.nanoTime());
    }

    private void cameOnline(LoadConnection connection, long nowNanos) throws IOException {
        dialling.remove(connection);
        counts.shookHands(nowNanos - connection.dialledNanos);
        if (settings.leaves()) {
            connection.phase = Phase.CLOSED;
            connection.session.offline();
            connection.channel.close();
        } else {
            cutter.online(connection, nowNanos);
        }
    }

    private void beat(LoadConnection connection) {
        try {
            connection.beat();
        } catch (IOException e) {
            end(connection, String.valueOf(e.getMessage()));
        }
    }

    private void expireDials() {
        long limit = System.nanoTime() - LoopSettings.DIAL_LIMIT.toNanos();
        while (!dialling.isEmpty() && dialling.peekFirst().dialledNanos - limit < 0) {
            end(dialling.peekFirst(), "no reply to AUTH within " + LoopSettings.DIAL_LIMIT);
        }
    }

    private void end(LoadConnection connection, String why) {
        if (connection.phase == Phase.CLOSED) {
            return;
        }
        // Of one that came online in the very read that ended it, the phase does not tell.
        boolean wasOnline = connection.session.online;
        connection.phase = Phase.CLOSED;
        try {
            connection.channel.close();
        } catch (IOException e) {
            // The connection is gone either way; what matters is counted below.
        }
        dialling.remove(connection);
        if (!wasOnline) {
            attemptFailed(connection.session, why);
        } else if (!quiet) {
            cut(connection.session, why);
        }
    }

    private void cut(LoadSession session, String why) {
        counts.cuts++;
        troubles.note(why);
        session.offline();
        if (reconnects.wanted()) {
            session.wasCut(System.nanoTime());
            redial(session);
        }
    }

    private void attemptFailed(LoadSession session, String why) {
        session.failures++;
        troubles.note(why);
        boolean more = session.audit.wasOnline() || session.failures < FIRST_ATTEMPTS;
        if (reconnects.wanted() && more) {
            redial(session);
        } else {
            failed.incrementAndGet();
        }
    }

    private void redial(LoadSession session) {
        session.target = settings.comets().after(session.target, random);
        long wait = reconnects.delayNanos(session.failures, random);
        redials.add(session, System.nanoTime() + wait);
    }
}
