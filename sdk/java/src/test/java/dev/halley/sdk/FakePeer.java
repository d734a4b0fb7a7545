package dev.halley.sdk;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The server's end of one connection, written from the protocol page and RFC 6455 alone. */
final class FakePeer implements AutoCloseable {

    /** A frame from the client. */
    record Received(int version, int operation, int sequence, String body) {}

    private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final Socket socket;
    private final boolean webSocket;
    private final DataInputStream in;
    private final OutputStream out;

    FakePeer(Socket socket, boolean webSocket) throws IOException {
        this.socket = socket;
        this.webSocket = webSocket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    void upgrade() throws IOException {
        if (!webSocket) {
            return;
        }
        String key = "";
        String line = line();
        if (!line.startsWith("GET /sub ")) {
            throw new IOException(line);
        }
        while (!line.isEmpty()) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-key:")) {
                key = line.substring(line.indexOf(':') + 1).trim();
            }
            line = line();
        }
        String answer =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: "
                        + acceptFor(key)
                        + "\r\n\r\n";
        raw(answer.getBytes(StandardCharsets.US_ASCII));
    }

    Received read() throws IOException {
        ByteBuffer frame = ByteBuffer.wrap(webSocket ? readMessage() : readPacket());
        int length = frame.getInt();
        int header = frame.getShort();
        int version = frame.getShort();
        int operation = frame.getInt();
        int sequence = frame.getInt();
        byte[] body = new byte[length - header];
        frame.get(body);
        return new Received(version, operation, sequence, new String(body, StandardCharsets.UTF_8));
    }

    /** One frame, in a message of its own on WebSocket. */
    void write(int operation, int sequence, byte[] body) throws IOException {
        message(frame(operation, sequence, body));
    }

    /** Answers a request with an empty body. */
    void reply(int operation, Received request) throws IOException {
        write(operation, request.sequence(), new byte[0]);
    }

    /** Answers a request of version 2; apostrophes stand for quotes. */
    void reply2(int operation, Received request, String json) throws IOException {
        news(operation, request.sequence(), json);
    }

    /** A frame of version 2 without an extension; apostrophes stand for quotes. */
    void news(int operation, int sequence, String json) throws IOException {
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        message(frame(2, new byte[0], operation, sequence, body));
    }

    /** A message of version 2, with its place as its text. */
    void push2(String stream, int epoch, long offset) throws IOException {
        byte[] name = stream.getBytes(StandardCharsets.UTF_8);
        byte[] extension =
                ByteBuffer.allocate(22 + name.length)
                        .putLong(4711)
                        .putLong(offset)
                        .putInt(epoch)
                        .putShort((short) name.length)
                        .put(name)
                        .array();
        byte[] body = (stream + "/" + epoch + "/" + offset).getBytes(StandardCharsets.UTF_8);
        message(frame(2, extension, 1000, 0, body));
    }

    void push(int operation, String text) throws IOException {
        write(operation, 0, text.getBytes(StandardCharsets.UTF_8));
    }

    void message(byte[] frames) throws IOException {
        raw(webSocket ? webSocketFrame(0x2, frames) : frames);
    }

    void closeWith(int code) throws IOException {
        raw(webSocketFrame(0x8, ByteBuffer.allocate(2).putShort((short) code).array()));
    }

    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Whether the client has ended the connection; waits for it. */
    boolean atEnd() throws IOException {
        int next = in.read();
        while (next >= 0) {
            next = in.read();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    static byte[] frame(int operation, int sequence, byte[] body) {
        return frame(1, new byte[0], operation, sequence, body);
    }

    private static byte[] frame(
            int version, byte[] extension, int operation, int sequence, byte[] body) {
        int header = 16 + extension.length;
        return ByteBuffer.allocate(header + body.length)
                .putInt(header + body.length)
                .putShort((short) header)
                .putShort((short) version)
                .putInt(operation)
                .putInt(sequence)
                .put(extension)
                .put(body)
                .array();
    }

    static byte[] webSocketFrame(int opcode, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x80 | opcode);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else {
            frame.write(126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.write(payload);
        return frame.toByteArray();
    }

    private byte[] readPacket() throws IOException {
        int length = in.readInt();
        ByteBuffer packet = ByteBuffer.allocate(length).putInt(length);
        in.readFully(packet.array(), Integer.BYTES, length - Integer.BYTES);
        return packet.array();
    }

    private byte[] readMessage() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        if (first != 0x82 || (second & 0x80) == 0) {
            throw new IOException("expected: one masked binary message, got " + first);
        }
        int length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return payload;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            if (next != '\r') {
                line.append((char) next);
            }
            next = in.read();
        }
        return line.toString();
    }

    private static String acceptFor(String key) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-1");
            byte[] digest = sha.digest((key + ACCEPT_SALT).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
