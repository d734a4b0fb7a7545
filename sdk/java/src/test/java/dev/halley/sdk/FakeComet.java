package dev.halley.sdk;

import dev.halley.sdk.Endpoint.Transport;
import dev.halley.wire.Operation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A comet that does what a test tells it to, one connection at a time. */
final class FakeComet implements AutoCloseable {

    private static final int PATIENCE_MS = 10_000;

    private final Transport transport;
    private final ServerSocket listener;

    FakeComet(Transport transport) throws IOException {
        this.transport = transport;
        this.listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(PATIENCE_MS);
    }

    Endpoint endpoint() {
        return new Endpoint(transport, "127.0.0.1", listener.getLocalPort());
    }

    /** The next connection, upgraded where it is a WebSocket. */
    FakePeer accept() throws IOException {
        Socket socket = listener.accept();
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
        FakePeer peer = new FakePeer(socket, transport == Transport.WEBSOCKET);
        peer.upgrade();
        return peer;
    }

    /** The next connection, its AUTH answered. */
    FakePeer acceptSession() throws IOException {
        FakePeer peer = accept();
        FakePeer.Received auth = peer.read();
        peer.write(Operation.AUTH_REPLY, auth.sequence(), new byte[0]);
        return peer;
    }

    /** The next connection, its AUTH of version 2 answered; apostrophes stand for quotes. */
    FakePeer acceptSession(String json) throws IOException {
        FakePeer peer = accept();
        peer.reply2(Operation.AUTH_REPLY, peer.read(), json);
        return peer;
    }

    /** Lets nobody in any more; the connections it has are the peers' to close. */
    void kill() throws IOException {
        listener.close();
    }

    @Override
    public void close() throws IOException {
        kill();
    }
}
