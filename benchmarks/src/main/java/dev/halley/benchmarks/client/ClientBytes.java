package dev.halley.benchmarks.client;

import dev.halley.wire.FrameHeader;
import dev.halley.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/** What a session of the load sends: frames, bare or in masked WebSocket messages. */
public final class ClientBytes {

    private static final String GOIM_PATH = "/sub";
    private static final String CENTRIFUGO_PATH = "/connection/websocket?cf_protocol=protobuf";

    private static final int FINAL_BINARY = 0x82;
    private static final int FINAL_PONG = 0x8a;
    private static final int MASKED = 0x80;
    private static final int MASK_BYTES = 4;
    private static final int LONG_LENGTH = 126;
    private static final int KEY_BYTES = 16;

    private ClientBytes() {}

    /** The AUTH frame of a session that accepts one operation. */
    public static ByteBuffer auth(SessionSpec spec, int operation, boolean webSocket) {
        String json =
                "{\"mid\":%d,\"key\":\"%s\",\"room_id\":\"%s\",\"platform\":\"bench\",\"accepts\":[%d]}"
                        .formatted(spec.mid(), spec.key(), spec.room(), operation);
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return packet(frame(FrameHeader.VERSION_1, Operation.AUTH, body), webSocket);
    }

    /**
     * The AUTH frame of protocol version 2, of a session that accepts every operation.
     *
     * @param recover what of the body asks for missed messages, with its comma; may be empty
     */
    public static ByteBuffer auth2(SessionSpec spec, String recover, boolean webSocket) {
        String rooms = spec.room().isEmpty() ? "" : "\"" + spec.room() + "\"";
        String json =
                "{\"user\":\"%d\",\"key\":\"%s\",\"platform\":\"bench\",\"rooms\":[%s]%s}"
                        .formatted(spec.mid(), spec.key(), rooms, recover);
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return packet(frame(FrameHeader.VERSION_2, Operation.AUTH, body), webSocket);
    }

    /** A heartbeat frame of a session of this protocol version. */
    public static ByteBuffer heartbeat(int version, boolean webSocket) {
        return packet(frame(version, Operation.HEARTBEAT, new byte[0]), webSocket);
    }

    /** The answer to a ping of WebSocket. */
    public static ByteBuffer pong(byte[] payload) {
        return masked(FINAL_PONG, payload);
    }

    /** A message of WebSocket. */
    static ByteBuffer binary(byte[] payload) {
        return masked(FINAL_BINARY, payload);
    }

    /** The request that opens a WebSocket. */
    public static ByteBuffer upgrade(LoadTarget target) {
        byte[] key = new byte[KEY_BYTES];
        ThreadLocalRandom.current().nextBytes(key);
        String request =
                """
                GET %s HTTP/1.1
                Host: %s:%d
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Key: %s
                Sec-WebSocket-Version: 13

                """
                        .formatted(
                                target.wire() == Wire.CENTRIFUGO ? CENTRIFUGO_PATH : GOIM_PATH,
                                target.address().getHostString(),
                                target.address().getPort(),
                                Base64.getEncoder().encodeToString(key));
        return ByteBuffer.wrap(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] frame(int version, int operation, byte[] body) {
        int length = FrameHeader.LENGTH + body.length;
        return ByteBuffer.allocate(length)
                .putInt(length)
                .putShort((short) FrameHeader.LENGTH)
                .putShort((short) version)
                .putInt(operation)
                .putInt(1)
                .put(body)
                .array();
    }

    private static ByteBuffer packet(byte[] frame, boolean webSocket) {
        return webSocket ? binary(frame) : ByteBuffer.wrap(frame);
    }

    /** Any mask will do between two programs that trust each other; a random one is as cheap. */
    private static ByteBuffer masked(int firstByte, byte[] payload) {
        byte[] mask = new byte[MASK_BYTES];
        ThreadLocalRandom.current().nextBytes(mask);
        ByteBuffer message = ByteBuffer.allocate(2 * MASK_BYTES + payload.length);
        message.put((byte) firstByte);
        if (payload.length < LONG_LENGTH) {
            message.put((byte) (MASKED | payload.length));
        } else {
            message.put((byte) (MASKED | LONG_LENGTH)).putShort((short) payload.length);
        }
        message.put(mask);
        for (int i = 0; i < payload.length; i++) {
            message.put((byte) (payload[i] ^ mask[i % MASK_BYTES]));
        }
        return message.flip();
    }
}
