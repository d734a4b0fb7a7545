package dev.halley.comet.frames;

import dev.halley.wire.FrameExtension;
import dev.halley.wire.FrameHeader;
import dev.halley.wire.Operation;
import dev.halley.wire.WebSocketFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Messages that go out as one buffer. Encoded once for each variant, when first asked for. */
public final class Segment {
    private final List<Message> messages;
    private final ByteBufAllocator allocator;
    private final Map<Variant, ByteBuf> encoded = new EnumMap<>(Variant.class);

    /**
     * Messages of one buffer.
     *
     * @param messages at least one; when sessions are to be asked for the operation, all of one; all
     *     with a place in one stream, or all without
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

    /** Where the first message stands. */
    public Place place() {
        return messages.get(0).place();
    }

    /** How many messages it holds. */
    public int size() {
        return messages.size();
    }

    /** The buffer that is shared by all who get it; stays owned by this segment. */
    public ByteBuf encoded(Variant variant) {
        ByteBuf buffer = encoded.get(variant);
        if (buffer == null) {
            buffer = encode(variant);
            encoded.put(variant, buffer);
        }
        return buffer;
    }

    /** Gives its buffers back; members that still have to read keep theirs. */
    public void release() {
        encoded.values().forEach(ByteBuf::release);
        encoded.clear();
    }

    private ByteBuf encode(Variant variant) {
        return switch (variant) {
            case TCP_V1, TCP_V2 -> tcp(variant.protocolVersion());
            case WS_V1, WS_V2 -> webSocket(variant.protocolVersion());
            case WS_JSON -> JsonMessages.encode(messages, allocator);
        };
    }

    private ByteBuf tcp(int version) {
        ByteBuf buffer = allocator.directBuffer(framesLength(version));
        writeFrames(buffer, version);
        return buffer;
    }

    private ByteBuf webSocket(int version) {
        int frames = framesLength(version);
        boolean several = messages.size() > 1;
        int payload = several ? FrameHeader.LENGTH + frames : frames;
        ByteBuf buffer = allocator.directBuffer(WebSocketFrames.headerLength(payload) + payload);
        WebSocketFrames.writeBinaryHeader(buffer, payload);
        if (several) {
            FrameHeader.write(buffer, version, Operation.RAW_BATCH, 0, frames);
        }
        writeFrames(buffer, version);
        return buffer;
    }

    private int framesLength(int version) {
        int length = 0;
        for (Message message : messages) {
            length += frameLength(message);
            if (version == FrameHeader.VERSION_2) {
                length += extension(message).length();
            }
        }
        return length;
    }

    private void writeFrames(ByteBuf buffer, int version) {
        for (Message message : messages) {
            byte[] payload = message.payload();
            if (version == FrameHeader.VERSION_2) {
                extension(message).writeHeader(buffer, message.operation(), payload.length);
            } else {
                FrameHeader.write(
                        buffer, FrameHeader.VERSION_1, message.operation(), 0, payload.length);
            }
            buffer.writeBytes(payload);
        }
    }

    private static FrameExtension extension(Message message) {
        Place place = message.place();
        return new FrameExtension(
                message.messageId(), place.offset(), place.epoch(), place.stream());
    }

    /** Bytes that a message takes as a frame of version 1. */
    public static int frameLength(Message message) {
        return FrameHeader.LENGTH + message.payload().length;
    }
}
