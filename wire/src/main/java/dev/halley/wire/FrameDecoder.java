package dev.halley.wire;

import io.netty.buffer.ByteBuf;

/** Frames back to back, as on TCP. */
public final class FrameDecoder extends StreamDecoder {
    private final FrameLimits limits;

    /** A decoder at the start of a stream. */
    public FrameDecoder(FrameLimits limits) {
        this.limits = limits;
    }

    @Override
    Step step(ByteBuf buffer, FrameSink sink) {
        int frame = buffer.readerIndex();
        int readable = buffer.readableBytes();
        if (readable >= Integer.BYTES) {
            limits.checkPacketLength(FrameHeader.packetLength(buffer, frame));
        }
        if (readable < FrameHeader.LENGTH) {
            return Step.MORE;
        }
        int packetLength = limits.check(buffer, frame);
        if (readable < packetLength) {
            return Step.MORE;
        }
        buffer.skipBytes(packetLength);
        return sink.frame(buffer, frame) ? Step.NEXT : Step.WAIT;
    }
}
