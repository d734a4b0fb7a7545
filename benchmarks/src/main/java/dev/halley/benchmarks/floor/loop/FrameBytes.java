package dev.halley.benchmarks.floor.loop;

import dev.halley.wire.FrameHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * The bytes of messages, as comet writes them over TCP in version 1.
 *
 * @param payloadBytes of each message
 */
public record FrameBytes(int payloadBytes) {

    private static final int OPERATION = 1000;

    /** Bytes of one message with its header. */
    public int length() {
        return FrameHeader.LENGTH + payloadBytes;
    }

    /** One buffer that holds so many messages; the caller owns it. */
    public ByteBuf of(int messages, ByteBufAllocator allocator) {
        ByteBuf buffer = allocator.directBuffer(messages * length());
        for (int i = 0; i < messages; i++) {
            FrameHeader.write(buffer, FrameHeader.VERSION_1, OPERATION, 0, payloadBytes);
            buffer.writeZero(payloadBytes);
        }
        return buffer;
    }
}
