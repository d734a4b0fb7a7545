package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.client.LoadTarget;
import dev.halley.benchmarks.client.Wire;
import dev.halley.benchmarks.live.LiveLine;
import dev.halley.benchmarks.live.Notes;
import dev.halley.benchmarks.load.SessionPool;
import dev.halley.benchmarks.load.Standing;
import dev.halley.benchmarks.recovery.Clients;
import dev.halley.benchmarks.spec.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The beginning of every run: is somebody there, and do the sessions come online. */
public final class Connecting {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final int SESSIONS_OF_LIMIT = 20_000;
    private static final int PROBE_MS = 3_000;
    private static final int POLL_MS = 5;
    private static final double NANOS_PER_SECOND = 1e9;

    private Connecting() {}

    /**
     * Fails unless a comet takes connections, and speaks what the clients do.
     *
     * @throws BenchException with the reason
     */
    public static void probeSessions(Peer peer, Clients clients) throws BenchException {
        Wire wire = peer.comets().get(0).wire();
        if (clients.streams() && wire == Wire.CENTRIFUGO) {
            throw new BenchException(
                    "protocol: %d (expected: 1, over %s)".formatted(clients.version(), wire));
        }
        probe("sessions", peer.comets().stream().map(LoadTarget::address).toList());
    }

    /**
     * Fails unless a REST API takes connections.
     *
     * @throws BenchException with the reason
     */
    public static void probeRest(Peer peer) throws BenchException {
        probe("REST", peer.rest());
    }

    /**
     * Fails unless a REST API with goim's routes takes connections.
     *
     * @throws BenchException with the reason
     */
    public static void probeRoutes(Peer peer) throws BenchException {
        Wire wire = peer.comets().get(0).wire();
        if (wire == Wire.CENTRIFUGO) {
            throw new BenchException(
                    "transport: %s (expected: tcp or ws, of a server with goim's routes)"
                            .formatted(wire));
        }
        probeRest(peer);
    }

    /**
     * Has the pool dial, and waits until every session is online or has failed; at most three
     * minutes, and as long again for every 20,000 sessions.
     *
     * @param notes shows how many are
     * @return the seconds that it took
     * @throws BenchException if not one came online
     */
    public static double dial(SessionPool pool, Peer peer, Notes notes)
            throws BenchException, InterruptedException {
        long start = System.nanoTime();
        long limit = LIMIT.toNanos() * (1 + pool.standing().sessions() / SESSIONS_OF_LIMIT);
        pool.start();
        LiveLine line = notes.live(() -> told(pool));
        try {
            while (!pool.standing().settled() && System.nanoTime() - start < limit) {
                Thread.sleep(POLL_MS);
            }
        } finally {
            line.close();
        }
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        if (pool.online() == 0) {
            throw new BenchException(
                    "no session could connect to %s: %s"
                            .formatted(
                                    peer.comets().get(0).address(),
                                    String.join("; ", pool.troubles())));
        }
        return seconds;
    }

    private static String told(SessionPool pool) {
        Standing now = pool.standing();
        return String.format(
                Locale.ROOT, "connecting: %,d online, %,d failed", now.online(), now.failed());
    }

    /** One of them is enough: the others may be what the run is about. */
    private static void probe(String what, List<InetSocketAddress> addresses)
            throws BenchException {
        String trouble = "";
        for (InetSocketAddress address : addresses) {
            try (Socket socket = new Socket()) {
                socket.connect(address, PROBE_MS);
                return;
            } catch (IOException e) {
                trouble =
                        "nobody takes %s at %s:%d: %s"
                                .formatted(
                                        what,
                                        address.getAddress().getHostAddress(),
                                        address.getPort(),
                                        e.getMessage());
            }
        }
        throw new BenchException(trouble);
    }
}
