package dev.halley.wire;

import io.netty.buffer.ByteBuf;

/**
 * Layout of a frame's header, and access to its fields where they lie in a buffer. Both protocol
 * versions share the first 16 bytes, big endian; version 2 may put an extension between them and
 * the body, see {@link FrameExtension}.
 *
 * <p>Nothing here checks a bound: {@link FrameDecoder} has checked a frame before anyone reads it.
 */
public final class FrameHeader {
    /** Bytes of a header without extension. */
    public static final int LENGTH = 16;

    /** goim's protocol. */
    public static final int VERSION_1 = 1;

    /** Halley's own. */
    public static final int VERSION_2 = 2;

    static final int PACKET_LENGTH_AT = 0;
    static final int HEADER_LENGTH_AT = 4;
    static final int VERSION_AT = 6;
    static final int OPERATION_AT = 8;
    static final int SEQUENCE_AT = 12;

    private FrameHeader() {}

    /** Header and body together, in bytes, of the frame that starts at {@code frame}. */
    public static int packetLength(ByteBuf buffer, int frame) {
        return buffer.getInt(frame + PACKET_LENGTH_AT);
    }

    /** Bytes of the header with its extension. */
    public static int headerLength(ByteBuf buffer, int frame) {
        return buffer.getShort(frame + HEADER_LENGTH_AT);
    }

    /** The protocol version; its sign is the client's affair, it is only echoed. */
    public static short version(ByteBuf buffer, int frame) {
        return buffer.getShort(frame + VERSION_AT);
    }

    /** One of {@link Operation}, or a business operation. */
    public static int operation(ByteBuf buffer, int frame) {
        return buffer.getInt(frame + OPERATION_AT);
    }

    /** What a reply echoes. */
    public static int sequence(ByteBuf buffer, int frame) {
        return buffer.getInt(frame + SEQUENCE_AT);
    }

    /** Where the body starts in the buffer. */
    public static int bodyIndex(ByteBuf buffer, int frame) {
        return frame + headerLength(buffer, frame);
    }

    /** Bytes of the body. */
    public static int bodyLength(ByteBuf buffer, int frame) {
        return packetLength(buffer, frame) - headerLength(buffer, frame);
    }

    /**
     * Writes a header without extension at the buffer's writer index.
     *
     * @param bodyLength bytes of the body that the caller writes next, at least 0
     */
    public static void write(
            ByteBuf buffer, int version, int operation, int sequence, int bodyLength) {
        buffer.writeInt(LENGTH + bodyLength);
        buffer.writeShort(LENGTH);
        buffer.writeShort(version);
        buffer.writeInt(operation);
        buffer.writeInt(sequence);
    }
}
