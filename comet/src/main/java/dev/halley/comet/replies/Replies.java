package dev.halley.comet.replies;

import dev.halley.comet.frames.Variant;
import dev.halley.wire.FrameHeader;
import dev.halley.wire.WebSocketFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;

/** Writes answers to clients, framed for their transport. Does not flush. */
public final class Replies {
    private final SessionMetrics metrics;

    /** For all connections of a node. */
    public Replies(SessionMetrics metrics) {
        this.metrics = metrics;
    }

    /** A reply without a body. */
    public void empty(Channel channel, Variant variant, Request request, int operation) {
        body(channel, variant, request, operation, Unpooled.EMPTY_BUFFER);
    }

    /** A reply whose body is an int32. */
    public void int32(Channel channel, Variant variant, Request request, int operation, int value) {
        ByteBuf out = begin(channel, variant, request, operation, Integer.BYTES);
        send(channel, out.writeInt(value));
    }

    /** A reply with a body that is copied and stays the caller's. */
    public void body(
            Channel channel, Variant variant, Request request, int operation, ByteBuf body) {
        int length = body.readableBytes();
        ByteBuf out = begin(channel, variant, request, operation, length);
        send(channel, out.writeBytes(body, body.readerIndex(), length));
    }

    /** A WebSocket pong with the ping's payload. */
    public void pong(Channel channel, ByteBuf payload, int index, int length) {
        ByteBuf out = channel.alloc().ioBuffer(2 + length, 2 + length);
        WebSocketFrames.writePong(out, payload, index, length);
        send(channel, out);
    }

    private static ByteBuf begin(
            Channel channel, Variant variant, Request request, int operation, int bodyLength) {
        int frame = FrameHeader.LENGTH + bodyLength;
        boolean webSocket = variant == Variant.WS_V1;
        int length = frame + (webSocket ? WebSocketFrames.headerLength(frame) : 0);
        ByteBuf out = channel.alloc().ioBuffer(length, length);
        if (webSocket) {
            WebSocketFrames.writeBinaryHeader(out, frame);
        }
        FrameHeader.write(out, request.version(), operation, request.sequence(), bodyLength);
        return out;
    }

    private void send(Channel channel, ByteBuf out) {
        metrics.replied(out.readableBytes());
        ChannelFuture unused = channel.write(out, channel.voidPromise());
    }
}
