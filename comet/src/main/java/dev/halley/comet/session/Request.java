package dev.halley.comet.session;

import dev.halley.wire.FrameHeader;
import io.netty.buffer.ByteBuf;

/**
 * What a reply echoes of a client's frame.
 *
 * @param version protocol version, as the client wrote it
 * @param operation what it asks for
 * @param sequence its number
 */
record Request(short version, int operation, int sequence) {
    static Request of(ByteBuf buffer, int frame) {
        return new Request(
                FrameHeader.version(buffer, frame),
                FrameHeader.operation(buffer, frame),
                FrameHeader.sequence(buffer, frame));
    }
}
