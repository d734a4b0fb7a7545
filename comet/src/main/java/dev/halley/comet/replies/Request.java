package dev.halley.comet.replies;

import dev.halley.comet.frames.Variant;
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

    /** What a text message asks for. */
    public static Request of(Variant variant, int operation, int sequence) {
        return new Request((short) variant.protocolVersion(), operation, sequence);
    }

    /** Stands for no request, where something is said that nobody asked for. */
    public static Request none(Variant variant) {
        return new Request((short) variant.protocolVersion(), 0, 0);
    }

    /** The header of a reply to it. */
    Request as(int reply) {
        return new Request(version, reply, sequence);
    }
}
