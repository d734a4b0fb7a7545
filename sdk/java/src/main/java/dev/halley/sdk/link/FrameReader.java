package dev.halley.sdk.link;

import dev.halley.wire.FrameDecoder;
import dev.halley.wire.FrameExtension;
import dev.halley.wire.FrameHeader;
import dev.halley.wire.FrameLimits;
import dev.halley.wire.FrameSink;
import dev.halley.wire.Malformation;
import dev.halley.wire.MalformedFrameException;
import dev.halley.wire.Operation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies frames out of what arrives; on WebSocket it takes batches apart, once: a batch in a batch
 * is a message like another.
 */
final class FrameReader {

    private final FrameLimits limits;
    private final FrameDecoder decoder;

    FrameReader(int maxFrameBytes) {
        limits = new FrameLimits(maxFrameBytes, FrameExtension.MAX_LENGTH);
        decoder = new FrameDecoder(limits);
    }

    /** Takes a piece of a TCP stream over; an incomplete frame at its end waits for the next. */
    void readStream(ByteBufAllocator allocator, ByteBuf in, Consumer<Frame> out) {
        decoder.decode(allocator, in, copyTo(out));
    }

    /** Takes a WebSocket message over. */
    void readMessage(ByteBufAllocator allocator, ByteBuf in, Consumer<Frame> out) {
        FrameSink copy = copyTo(out);
        readWhole(
                allocator,
                in,
                (buffer, at) -> {
                    if (FrameHeader.operation(buffer, at) != Operation.RAW_BATCH) {
                        return copy.frame(buffer, at);
                    }
                    ByteBuf batch =
                            buffer.retainedSlice(
                                    FrameHeader.bodyIndex(buffer, at),
                                    FrameHeader.bodyLength(buffer, at));
                    readWhole(allocator, batch, copy);
                    return true;
                });
    }

    /** Releases what is kept. */
    void close() {
        decoder.close();
    }

    private void readWhole(ByteBufAllocator allocator, ByteBuf in, FrameSink sink) {
        FrameDecoder whole = new FrameDecoder(limits);
        whole.decode(allocator, in, sink);
        if (whole.heldBytes() > 0) {
            whole.close();
            throw new MalformedFrameException(Malformation.PACKET_LENGTH);
        }
    }

    private static FrameSink copyTo(Consumer<Frame> out) {
        return (buffer, at) -> {
            byte[] body = new byte[FrameHeader.bodyLength(buffer, at)];
            buffer.getBytes(FrameHeader.bodyIndex(buffer, at), body);
            int operation = FrameHeader.operation(buffer, at);
            int sequence = FrameHeader.sequence(buffer, at);
            out.accept(new Frame(operation, sequence, body, extension(buffer, at)));
            return true;
        };
    }

    private static @Nullable FrameExtension extension(ByteBuf buffer, int at) {
        return FrameHeader.headerLength(buffer, at) > FrameHeader.LENGTH
                        && FrameHeader.version(buffer, at) == FrameHeader.VERSION_2
                ? FrameExtension.read(buffer, at)
                : null;
    }
}
