package dev.halley.testkit.goim;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * One packet of goim's protocol, version 1, laid out by hand: int32 length, int16 header length 16,
 * int16 version, int32 operation, int32 sequence, body; big endian.
 *
 * @param version protocol version
 * @param operation what the packet is
 * @param sequence chosen by the client, echoed in the reply
 * @param body the rest
 */
// Tests compare bytes(), never two of these.
@SuppressWarnings("ArrayRecordComponent")
public record GoimPacket(int version, int operation, int sequence, byte[] body) {
    /** Bytes before the body. */
    public static final int HEADER = 16;

    /** A version 1 packet with a text body. */
    public static GoimPacket of(int operation, int sequence, String body) {
        return new GoimPacket(1, operation, sequence, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads one whole packet. */
    public static GoimPacket parse(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int length = in.getInt();
        int header = in.getShort();
        if (length != bytes.length || header != HEADER) {
            throw new IllegalArgumentException(
                    "packet: " + HexFormat.of().formatHex(bytes) + " (expected: one packet)");
        }
        int version = in.getShort();
        int operation = in.getInt();
        int sequence = in.getInt();
        byte[] body = new byte[in.remaining()];
        in.get(body);
        return new GoimPacket(version, operation, sequence, body);
    }

    /** The packet as it goes over the wire. */
    public byte[] bytes() {
        return ByteBuffer.allocate(HEADER + body.length)
                .putInt(HEADER + body.length)
                .putShort((short) HEADER)
                .putShort((short) version)
                .putInt(operation)
                .putInt(sequence)
                .put(body)
                .array();
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
