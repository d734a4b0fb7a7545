package dev.halley.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** Writes server-to-client frames of RFC 6455: unmasked, never fragmented. */
public final class WebSocketFrames {
    /** Opcode of a message of text. */
    public static final int TEXT = 0x1;

    /** Opcode of a message of bytes. */
    public static final int BINARY = 0x2;

    /** Opcode of the closing handshake. */
    public static final int CLOSE = 0x8;

    /** Opcode of a ping. */
    public static final int PING = 0x9;

    /** Opcode of its answer. */
    public static final int PONG = 0xA;

    /** Largest payload of a control frame. */
    public static final int MAX_CONTROL_BYTES = 125;

    /** Bytes of the longest header. */
    public static final int MAX_HEADER_LENGTH = 10;

    static final int FIN = 0x80;
    static final int LENGTH_16 = 126;
    static final int LENGTH_64 = 127;

    private WebSocketFrames() {}

    /** Bytes of the header in front of a payload of that many bytes. */
    public static int headerLength(int payloadLength) {
        if (payloadLength < LENGTH_16) {
            return 2;
        }
        return payloadLength <= 0xFFFF ? 4 : MAX_HEADER_LENGTH;
    }

    /**
     * Writes the header of a binary message at the buffer's writer index.
     *
     * @param payloadLength bytes that the caller writes next, at least 0
     */
    public static void writeBinaryHeader(ByteBuf buffer, int payloadLength) {
        writeHeader(buffer, BINARY, payloadLength);
    }

    /**
     * Writes the header of a text message at the buffer's writer index.
     *
     * @param payloadLength bytes of UTF-8 that the caller writes next, at least 0
     */
    public static void writeTextHeader(ByteBuf buffer, int payloadLength) {
        writeHeader(buffer, TEXT, payloadLength);
    }

    /**
     * Writes a close frame.
     *
     * @param code 1000 to 4999
     * @param text at most 123 bytes of UTF-8
     */
    public static void writeClose(ByteBuf buffer, int code, String text) {
        int length = 2 + ByteBufUtil.utf8Bytes(text);
        if (length > MAX_CONTROL_BYTES) {
            throw new IllegalArgumentException(
                    "text: " + (length - 2) + " bytes (expected: at most 123 bytes of UTF-8)");
        }
        writeHeader(buffer, CLOSE, length);
        buffer.writeShort(code);
        buffer.writeCharSequence(text, UTF_8);
    }

    /** Writes the answer to a ping, with the ping's payload of at most 125 bytes. */
    public static void writePong(ByteBuf buffer, ByteBuf payload, int index, int length) {
        writeHeader(buffer, PONG, length);
        buffer.writeBytes(payload, index, length);
    }

    private static void writeHeader(ByteBuf buffer, int opcode, int payloadLength) {
        buffer.writeByte(FIN | opcode);
        if (payloadLength < LENGTH_16) {
            buffer.writeByte(payloadLength);
        } else if (payloadLength <= 0xFFFF) {
            buffer.writeByte(LENGTH_16);
            buffer.writeShort(payloadLength);
        } else {
            buffer.writeByte(LENGTH_64);
            buffer.writeLong(payloadLength);
        }
    }
}
