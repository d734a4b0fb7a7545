package dev.halley.standalone.streams;

import dev.halley.sdk.Endpoint;
import dev.halley.sdk.Endpoint.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port in front of another, whose connections can be cut and that can be shut for a while. */
final class CutLine implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    /** Passes on to a port of this machine. */
    CutLine(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 16, LOOPBACK);
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    Endpoint endpoint(Transport transport) {
        return new Endpoint(transport, "127.0.0.1", port());
    }

    /** Cuts every connection, and each that is made until {@link #mend}. */
    void cut() {
        cut = true;
        sockets.forEach(CutLine::closeQuietly);
        sockets.clear();
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                if (cut) {
                    client.close();
                } else {
                    connect(client, new Socket(LOOPBACK, target));
                }
            }
        } catch (IOException e) {
            cut();
        }
    }

    private void connect(Socket client, Socket server) {
        sockets.add(client);
        sockets.add(server);
        if (cut) {
            cut();
        }
        daemon(() -> copy(client, server));
        daemon(() -> copy(server, client));
    }

    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            closeQuietly(from);
        }
        closeQuietly(to);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cut-line");
        thread.setDaemon(true);
        thread.start();
    }
}
