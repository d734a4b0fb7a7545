package dev.halley.comet.replies;

import dev.halley.wire.FrameHeader;
import io.netty.buffer.ByteBuf;

/**
 * What a reply echoes of a client's frame.
 *
 * @param version protocol version, as the client wrote it
 * @param operation what it asks for
 * @param sequence its number
 */
public record Request(short version, int operation, int sequence) {
    /** Reads the header of a frame that begins at an index. */
    public static Request of(ByteBuf buffer, int frame) {
        return new Request(
                FrameHeader.version(buffer, frame),
                FrameHeader.operation(buffer, frame),
                FrameHeader.sequence(buffer, frame));
    }
}
