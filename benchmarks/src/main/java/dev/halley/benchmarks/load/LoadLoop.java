package dev.halley.benchmarks.load;

import dev.halley.benchmarks.client.ClientBytes;
import dev.halley.benchmarks.client.Dialer;
import dev.halley.benchmarks.client.SessionSpec;
import dev.halley.benchmarks.load.LoadSession.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One thread with its share of the sessions: dials them, reads for them, beats for them, until it
 * is stopped. What others may read while it runs is volatile; the rest after {@link #stopAndJoin}.
 */
final class LoadLoop implements Runnable {

    /** Large enough for one read to empty a socket; pages that no read reaches cost nothing. */
    private static final int READ_BYTES = 2 << 20;

    private static final int POLL_MS = 50;

    private final LoopSettings settings;
    private final Dialer dialer;
    private final Selector selector;
    private final Thread thread;
    private final Deque<SessionSpec> waiting;
    private final Deque<LoadSession> dialling = new ArrayDeque<>();
    private final List<LoadSession> sessions = new ArrayList<>();
    private final LoopCounts counts = new LoopCounts();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
    private final HeartbeatWheel heartbeats;

    private volatile boolean stopping;
    private volatile boolean quiet;
    private final AtomicInteger online = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile @Nullable String firstFailure;

    LoadLoop(String name, LoopSettings settings, List<SessionSpec> specs) throws IOException {
        this.settings = settings;
        this.dialer = new Dialer(settings.target().address());
        this.selector = Selector.open();
        this.waiting = new ArrayDeque<>(specs);
        this.heartbeats = new HeartbeatWheel(settings.heartbeat());
        this.thread = new Thread(this, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** From now on a session that ends did not end early. */
    void expectClose() {
        quiet = true;
    }

    /** Closes every session and waits for the thread to end. */
    void stopAndJoin() throws InterruptedException {
        stopping = true;
        selector.wakeup();
        thread.join();
    }

    int online() {
        return online.get();
    }

    int failed() {
        return failed.get();
    }

    @Nullable String firstFailure() {
        return firstFailure;
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

    @Override
    public void run() {
        try {
            while (!stopping) {
                dialMore();
                selector.select(this::ready, POLL_MS);
                expireDials();
                heartbeats.beat(sessions, this::beat);
                counts.publish();
            }
            for (LoadSession session : sessions) {
                session.channel.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void dialMore() throws IOException {
        while (dialling.size() < settings.dials() && !waiting.isEmpty()) {
            SessionSpec spec = waiting.removeFirst();
            try {
                LoadSession session = new LoadSession(spec, dialer.dial(), settings, counts);
                SelectionKey key =
                        session.channel.register(selector, SelectionKey.OP_CONNECT, session);
                dialling.add(session);
                sessions.add(session);
                if (!session.channel.isConnectionPending()) {
                    connected(key, session);
                }
            } catch (IOException e) {
                fail(e.toString());
            }
        }
    }

    private void ready(SelectionKey key) {
        LoadSession session = (LoadSession) key.attachment();
        try {
            if (key.isConnectable()) {
                session.channel.finishConnect();
                connected(key, session);
            } else if (key.isReadable()) {
                read(session);
            }
        } catch (IOException | BrokenStreamException e) {
            end(session, String.valueOf(e.getMessage()));
        }
    }

    private void connected(SelectionKey key, LoadSession session) throws IOException {
        key.interestOps(SelectionKey.OP_READ);
        if (settings.target().webSocket()) {
            session.phase = Phase.UPGRADING;
            session.channel.write(ClientBytes.upgrade(settings.target()));
        } else {
            authenticate(session);
        }
    }

    private void authenticate(LoadSession session) throws IOException {
        session.phase = Phase.AUTHENTICATING;
        session.channel.write(
                ClientBytes.auth(
                        session.spec, settings.operation(), settings.target().webSocket()));
    }

    private void read(LoadSession session) throws IOException {
        buffer.clear().put(session.carry);
        int read = session.channel.read(buffer);
        if (read < 0) {
            end(session, "closed by the server");
            return;
        }
        counts.bytes += read;
        if (!settings.target().webSocket()) {
            counts.frames++;
        }
        Phase before = session.phase;
        int from = before == Phase.UPGRADING ? upgraded(session) : 0;
        int end = buffer.position();
        int scanned =
                session.phase == Phase.UPGRADING
                        ? 0
                        : session.scan(buffer, from, end, System.nanoTime());
        keep(session, scanned, end);
        if (before != Phase.ONLINE && session.phase == Phase.ONLINE) {
            dialling.remove(session);
            online.incrementAndGet();
        }
        if (session.ping != null) {
            session.channel.write(ClientBytes.pong(session.ping));
            session.ping = null;
        }
    }

    /** Looks for the end of the answer to the upgrade; where the first message starts. */
    private int upgraded(LoadSession session) throws IOException {
        for (int at = 3; at < buffer.position(); at++) {
            if (buffer.getInt(at - 3) == 0x0d0a0d0a) {
                // "HTTP/1.1 101": the status begins at 9.
                if (buffer.get(9) != '1' || buffer.get(10) != '0' || buffer.get(11) != '1') {
                    throw new BrokenStreamException("the WebSocket upgrade was refused");
                }
                authenticate(session);
                return at + 1;
            }
        }
        return 0;
    }

    private void keep(LoadSession session, int from, int end) {
        int left = end - from;
        if (left == 0) {
            session.carry = LoadSession.NOTHING;
        } else {
            byte[] carry = session.carry.length == left ? session.carry : new byte[left];
            buffer.get(from, carry);
            session.carry = carry;
        }
    }

    private void beat(LoadSession session) {
        try {
            session.channel.write(ClientBytes.heartbeat(settings.target().webSocket()));
        } catch (IOException e) {
            end(session, String.valueOf(e.getMessage()));
        }
    }

    private void expireDials() {
        long limit = System.nanoTime() - settings.dialLimit().toNanos();
        while (!dialling.isEmpty() && dialling.peekFirst().dialledNanos - limit < 0) {
            end(dialling.peekFirst(), "no reply to AUTH within " + settings.dialLimit());
        }
    }

    private void end(LoadSession session, String why) {
        if (session.phase == Phase.CLOSED) {
            return;
        }
        boolean wasOnline = session.phase == Phase.ONLINE;
        session.phase = Phase.CLOSED;
        try {
            session.channel.close();
        } catch (IOException e) {
            // The connection is gone either way; what matters is counted below.
        }
        if (!wasOnline) {
            dialling.remove(session);
            fail(why);
        } else if (!quiet) {
            counts.closedEarly++;
            noteFailure(why);
        }
    }

    private void fail(String why) {
        failed.incrementAndGet();
        noteFailure(why);
    }

    private void noteFailure(String why) {
        if (firstFailure == null) {
            firstFailure = why;
        }
    }
}
