package dev.halley.testkit.goim;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A TCP connection that sends and receives exactly what it is told. One thread. */
public final class RawTcpClient implements AutoCloseable {
    private static final int MAX_PACKET = 16 * 1024 * 1024;

    private final Socket socket;
    private final DataInputStream in;

    private RawTcpClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** Connects; every later read waits at most the limit. */
    public static RawTcpClient connect(String host, int port, Duration limit) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) limit.toMillis());
        socket.connect(new InetSocketAddress(host, port), (int) limit.toMillis());
        return new RawTcpClient(socket);
    }

    /** Sends these bytes in one write. */
    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Sends a packet. */
    public void send(GoimPacket packet) throws IOException {
        send(packet.bytes());
    }

    /** Reads exactly so many bytes. */
    public byte[] receive(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }

    /** Reads one packet, its length included. */
    public byte[] receivePacket() throws IOException {
        int length = in.readInt();
        if (length < GoimPacket.HEADER || length > MAX_PACKET) {
            throw new IOException("packet length: " + length);
        }
        byte[] packet = new byte[length];
        ByteBuffer.wrap(packet).putInt(length);
        in.readFully(packet, Integer.BYTES, length - Integer.BYTES);
        return packet;
    }

    /** Reads and parses one packet. */
    public GoimPacket receive() throws IOException {
        return GoimPacket.parse(receivePacket());
    }

    /** Whether the other side closes before it sends another byte. Waits for either. */
    public boolean closedByPeer() throws IOException {
        try {
            return in.read() < 0;
        } catch (EOFException | SocketException e) {
            return true;
        }
    }

    /** Ends the sending direction; the other side may still send. */
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Breaks the connection with a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
