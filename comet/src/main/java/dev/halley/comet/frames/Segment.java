package dev.halley.comet.frames;

import dev.halley.wire.FrameHeader;
import dev.halley.wire.Operation;
import dev.halley.wire.WebSocketFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages that go out as one buffer. Encoded once for each variant, when first asked for. */
public final class Segment {
    private final List<Message> messages;
    private final ByteBufAllocator allocator;
    private @Nullable ByteBuf tcp;
    private @Nullable ByteBuf webSocket;

    /**
     * Messages of one buffer.
     *
     * @param messages at least one; when sessions are to be asked for the operation, all of one
     * @param allocator should recycle duplicates, because each member gets one
     */
    public Segment(List<Message> messages, ByteBufAllocator allocator) {
        this.messages = messages;
        this.allocator = allocator;
    }

    /** The operation of the first message. */
    public int operation() {
        return messages.get(0).operation();
    }

    /** How many messages it holds. */
    public int size() {
        return messages.size();
    }

    /** The buffer that is shared by all who get it; stays owned by this segment. */
    public ByteBuf encoded(Variant variant) {
        return variant.isWebSocket() ? webSocket() : tcp();
    }

    /** Gives its buffers back; members that still have to read keep theirs. */
    public void release() {
        if (tcp != null) {
            tcp.release();
            tcp = null;
        }
        if (webSocket != null) {
            webSocket.release();
            webSocket = null;
        }
    }

    private ByteBuf tcp() {
        ByteBuf buffer = tcp;
        if (buffer == null) {
            buffer = allocator.directBuffer(framesLength());
            writeFrames(buffer);
            tcp = buffer;
        }
        return buffer;
    }

    private ByteBuf webSocket() {
        ByteBuf buffer = webSocket;
        if (buffer == null) {
            int frames = framesLength();
            boolean several = messages.size() > 1;
            int payload = several ? FrameHeader.LENGTH + frames : frames;
            buffer = allocator.directBuffer(WebSocketFrames.headerLength(payload) + payload);
            WebSocketFrames.writeBinaryHeader(buffer, payload);
            if (several) {
                FrameHeader.write(buffer, FrameHeader.VERSION_1, Operation.RAW_BATCH, 0, frames);
            }
            writeFrames(buffer);
            webSocket = buffer;
        }
        return buffer;
    }

    private int framesLength() {
        int length = 0;
        for (Message message : messages) {
            length += frameLength(message);
        }
        return length;
    }

    private void writeFrames(ByteBuf buffer) {
        for (Message message : messages) {
            byte[] payload = message.payload();
            FrameHeader.write(
                    buffer, FrameHeader.VERSION_1, message.operation(), 0, payload.length);
            buffer.writeBytes(payload);
        }
    }

    /** Bytes that a message takes as a frame. */
    public static int frameLength(Message message) {
        return FrameHeader.LENGTH + message.payload().length;
    }
}
