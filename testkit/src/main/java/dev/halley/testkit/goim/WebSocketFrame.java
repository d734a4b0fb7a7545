package dev.halley.testkit.goim;

import java.nio.ByteBuffer;

/**
 * One WebSocket frame (RFC 6455, section 5.2).
 *
 * @param fin whether the message ends here
 * @param opcode 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong
 * @param masked whether it was, or is to be, masked
 * @param payload unmasked
 */
// Tests compare bytes(), never two of these.
@SuppressWarnings("ArrayRecordComponent")
public record WebSocketFrame(boolean fin, int opcode, boolean masked, byte[] payload) {
    /** Opcode of a binary message. */
    public static final int BINARY = 2;

    /** Opcode of a close. */
    public static final int CLOSE = 8;

    private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};

    /** A whole binary message as a client sends it. */
    public static WebSocketFrame binary(byte[] payload) {
        return new WebSocketFrame(true, BINARY, true, payload);
    }

    /** The code of a close frame, 1005 when it has none. */
    public int closeCode() {
        return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
    }

    /** The frame as it goes over the wire. */
    public byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(payload.length + 14);
        out.put((byte) ((fin ? 0x80 : 0) | opcode));
        int maskBit = masked ? 0x80 : 0;
        if (payload.length < 126) {
            out.put((byte) (maskBit | payload.length));
        } else if (payload.length < 65536) {
            out.put((byte) (maskBit | 126)).putShort((short) payload.length);
        } else {
            out.put((byte) (maskBit | 127)).putLong(payload.length);
        }
        if (masked) {
            out.put(MASK);
        }
        for (int i = 0; i < payload.length; i++) {
            out.put(masked ? (byte) (payload[i] ^ MASK[i & 3]) : payload[i]);
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
