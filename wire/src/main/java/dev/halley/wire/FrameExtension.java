package dev.halley.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * What a data frame of version 2 carries between the 16 bytes of its header and its body. Everyone
 * in a room gets the same bytes.
 *
 * @param messageId the push's id
 * @param offset place in the stream; 0 when the message cannot be recovered
 * @param epoch incarnation of the stream
 * @param stream name of the stream, at most {@value #MAX_STREAM_BYTES} bytes of UTF-8; empty for a
 *     push without a stream
 */
public record FrameExtension(long messageId, long offset, int epoch, String stream) {
    /** Bytes of an extension with an empty stream name. */
    public static final int FIXED_LENGTH = 8 + 8 + 4 + 2;

    /** So long a stream name may be: the header's length is an int16. */
    public static final int MAX_STREAM_BYTES = 1024;

    /** The longest extension there can be, in bytes. */
    public static final int MAX_LENGTH = FIXED_LENGTH + MAX_STREAM_BYTES;

    /** Checks the stream's length. */
    public FrameExtension {
        requireNonNull(stream, "stream");
        int bytes = ByteBufUtil.utf8Bytes(stream);
        if (bytes > MAX_STREAM_BYTES) {
            throw new IllegalArgumentException(
                    "stream: "
                            + bytes
                            + " bytes (expected: at most "
                            + MAX_STREAM_BYTES
                            + " bytes of UTF-8)");
        }
    }

    /** Bytes this extension takes. */
    public int length() {
        return FIXED_LENGTH + ByteBufUtil.utf8Bytes(stream);
    }

    /**
     * Writes a version 2 header with this extension at the buffer's writer index, sequence 0.
     *
     * @param bodyLength bytes of the body that the caller writes next, at least 0
     */
    public void writeHeader(ByteBuf buffer, int operation, int bodyLength) {
        int streamLength = ByteBufUtil.utf8Bytes(stream);
        int headerLength = FrameHeader.LENGTH + FIXED_LENGTH + streamLength;
        buffer.writeInt(headerLength + bodyLength);
        buffer.writeShort(headerLength);
        buffer.writeShort(FrameHeader.VERSION_2);
        buffer.writeInt(operation);
        buffer.writeInt(0);
        buffer.writeLong(messageId);
        buffer.writeLong(offset);
        buffer.writeInt(epoch);
        buffer.writeShort(streamLength);
        buffer.writeCharSequence(stream, UTF_8);
    }

    /**
     * Reads the extension of the frame that starts at {@code frame}.
     *
     * @throws MalformedFrameException if the header is too short for it, or the name's length does
     *     not fit the header's
     */
    public static FrameExtension read(ByteBuf buffer, int frame) {
        int length = FrameHeader.headerLength(buffer, frame) - FrameHeader.LENGTH;
        if (length < FIXED_LENGTH) {
            throw new MalformedFrameException(Malformation.EXTENSION_LENGTH);
        }
        int at = frame + FrameHeader.LENGTH;
        int streamLength = buffer.getUnsignedShort(at + 20);
        if (streamLength != length - FIXED_LENGTH) {
            throw new MalformedFrameException(Malformation.EXTENSION_LENGTH);
        }
        return new FrameExtension(
                buffer.getLong(at),
                buffer.getLong(at + 8),
                buffer.getInt(at + 16),
                buffer.toString(at + FIXED_LENGTH, streamLength, UTF_8));
    }
}
