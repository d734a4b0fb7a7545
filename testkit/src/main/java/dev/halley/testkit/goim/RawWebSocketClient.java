package dev.halley.testkit.goim;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A WebSocket connection made and spoken by hand, frame by frame. One thread. */
public final class RawWebSocketClient implements AutoCloseable {
    private static final int MAX_FRAME = 16 * 1024 * 1024;
    private static final int MAX_HEAD = 8 * 1024;

    private final Socket socket;
    private final DataInputStream in;
    private final String responseHead;

    private RawWebSocketClient(Socket socket, String request) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        this.responseHead = readHead();
    }

    /**
     * Connects and upgrades; every later read waits at most the limit.
     *
     * @throws IOException with the answer if the server does not switch protocols
     */
    public static RawWebSocketClient connect(String host, int port, String path, Duration limit)
            throws IOException {
        RawWebSocketClient client = request(host, port, upgrade(host, port, path), limit);
        if (!client.responseHead.startsWith("HTTP/1.1 101 ")) {
            client.close();
            throw new IOException("no upgrade: " + client.responseHead);
        }
        return client;
    }

    /** Connects and sends any HTTP request, to see what the server answers. */
    public static RawWebSocketClient request(String host, int port, String request, Duration limit)
            throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) limit.toMillis());
        socket.connect(new InetSocketAddress(host, port), (int) limit.toMillis());
        return new RawWebSocketClient(socket, request);
    }

    /** The request for an upgrade, with the sample key of RFC 6455. */
    public static String upgrade(String host, int port, String path) {
        return "GET "
                + path
                + " HTTP/1.1\r\n"
                + "Host: "
                + host
                + ":"
                + port
                + "\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\n\r\n";
    }

    /** Status line and headers of the answer; empty if the server closed without one. */
    public String responseHead() {
        return responseHead;
    }

    /** Sends any bytes. */
    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Sends a packet as one masked binary message. */
    public void send(GoimPacket packet) throws IOException {
        send(WebSocketFrame.binary(packet.bytes()).bytes());
    }

    /** Reads one frame. */
    public WebSocketFrame receiveFrame() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        long length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        boolean masked = (second & 0x80) != 0;
        if (length < 0 || length > MAX_FRAME || masked) {
            throw new IOException("frame from server: length " + length + ", masked " + masked);
        }
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        return new WebSocketFrame((first & 0x80) != 0, first & 0x0f, false, payload);
    }

    /** Reads one binary message, which must be a frame of its own. */
    public byte[] receiveMessage() throws IOException {
        WebSocketFrame frame = receiveFrame();
        if (frame.opcode() != WebSocketFrame.BINARY || !frame.fin()) {
            throw new IOException("opcode " + frame.opcode() + ", fin " + frame.fin());
        }
        return frame.payload();
    }

    /** Reads and parses one message that holds one packet. */
    public GoimPacket receive() throws IOException {
        return GoimPacket.parse(receiveMessage());
    }

    /** Whether the other side closes before it sends another byte. Waits for either. */
    public boolean closedByPeer() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < MAX_HEAD && head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
