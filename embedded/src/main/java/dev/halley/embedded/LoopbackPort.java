package dev.halley.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback address. */
public final class LoopbackPort {
    /** The address that embedded servers listen on. */
    public static final String HOST = "127.0.0.1";

    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;

    // What was given a moment ago is still free, and somebody's all the same.
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private LoopbackPort() {}

    /**
     * A port that was free a moment ago, and that this process was not given before. Not one of those
     * that systems give to outgoing connections: any connection could take it before the server does.
     */
    public static int free() {
        return freeBelow(LAST);
    }

    /** The same, below this port. */
    public static int freeBelow(int limit) {
        while (true) {
            if (GIVEN.size() >= (limit - FIRST) / 2) {
                GIVEN.clear();
            }
            int port = ThreadLocalRandom.current().nextInt(FIRST, limit);
            if (!GIVEN.add(port)) {
                continue;
            }
            try {
                requireFree("server", port);
                return port;
            } catch (EmbeddedServerException taken) {
                // The next one then.
            }
        }
    }

    /**
     * Checks that nobody listens there.
     *
     * @throws EmbeddedServerException naming the server and the port if somebody does
     */
    public static void requireFree(String server, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    server + ": port " + port + " is in use on " + HOST, e);
        }
    }
}
