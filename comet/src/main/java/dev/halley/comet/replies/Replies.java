package dev.halley.comet.replies;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.halley.comet.frames.Variant;
import dev.halley.comet.json.envelope.TextMessages;
import dev.halley.wire.FrameHeader;
import dev.halley.wire.WebSocketFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;

/** Writes answers and notices to clients, framed for their transport. Does not flush. */
public final class Replies {
    private static final byte[] NOTHING = {};

    private final SessionMetrics metrics;

    /** For all connections of a node. */
    public Replies(SessionMetrics metrics) {
        this.metrics = metrics;
    }

    /** A reply without a body. */
    public void empty(Channel channel, Variant variant, Request request, int operation) {
        if (variant == Variant.WS_JSON) {
            text(channel, TextMessages.empty(operation, request.sequence()));
        } else {
            send(channel, frame(channel.alloc(), variant, request.as(operation), NOTHING));
        }
    }

    /** A reply whose body is an int32. */
    public void int32(Channel channel, Variant variant, Request request, int operation, int value) {
        if (variant == Variant.WS_JSON) {
            text(channel, TextMessages.number(operation, request.sequence(), value));
            return;
        }
        ByteBuf out = begin(channel.alloc(), variant, request.as(operation), Integer.BYTES);
        send(channel, out.writeInt(value));
    }

    /** A reply with a body that is copied and stays the caller's. */
    public void body(
            Channel channel, Variant variant, Request request, int operation, ByteBuf body) {
        if (variant == Variant.WS_JSON) {
            text(channel, TextMessages.text(operation, request.sequence(), body.toString(UTF_8)));
            return;
        }
        int length = body.readableBytes();
        ByteBuf out = begin(channel.alloc(), variant, request.as(operation), length);
        send(channel, out.writeBytes(body, body.readerIndex(), length));
    }

    /** A reply whose body is JSON. */
    public void json(
            Channel channel, Variant variant, Request request, int operation, byte[] json) {
        send(channel, jsonFrame(channel.alloc(), variant, request.as(operation), json));
    }

    /** Something the client has not asked for, with a body of JSON. */
    public void notice(Channel channel, Variant variant, int operation, byte[] json) {
        send(channel, notice(channel.alloc(), variant, operation, json));
    }

    /** A WebSocket pong with the ping's payload. */
    public void pong(Channel channel, ByteBuf payload, int index, int length) {
        ByteBuf out = channel.alloc().ioBuffer(2 + length, 2 + length);
        WebSocketFrames.writePong(out, payload, index, length);
        send(channel, out);
    }

    /** The bytes of a notice. */
    static ByteBuf notice(ByteBufAllocator allocator, Variant variant, int operation, byte[] json) {
        return jsonFrame(allocator, variant, Request.none(variant).as(operation), json);
    }

    private static ByteBuf jsonFrame(
            ByteBufAllocator allocator, Variant variant, Request header, byte[] json) {
        return variant == Variant.WS_JSON
                ? textFrame(
                        allocator, TextMessages.json(header.operation(), header.sequence(), json))
                : frame(allocator, variant, header, json);
    }

    private static ByteBuf frame(
            ByteBufAllocator allocator, Variant variant, Request header, byte[] body) {
        return begin(allocator, variant, header, body.length).writeBytes(body);
    }

    private static ByteBuf begin(
            ByteBufAllocator allocator, Variant variant, Request header, int bodyLength) {
        int frame = FrameHeader.LENGTH + bodyLength;
        boolean webSocket = variant.isWebSocket();
        int length = frame + (webSocket ? WebSocketFrames.headerLength(frame) : 0);
        ByteBuf out = allocator.ioBuffer(length, length);
        if (webSocket) {
            WebSocketFrames.writeBinaryHeader(out, frame);
        }
        FrameHeader.write(out, header.version(), header.operation(), header.sequence(), bodyLength);
        return out;
    }

    private void text(Channel channel, byte[] message) {
        send(channel, textFrame(channel.alloc(), message));
    }

    private static ByteBuf textFrame(ByteBufAllocator allocator, byte[] message) {
        int length = WebSocketFrames.headerLength(message.length) + message.length;
        ByteBuf out = allocator.ioBuffer(length, length);
        WebSocketFrames.writeTextHeader(out, message.length);
        return out.writeBytes(message);
    }

    private void send(Channel channel, ByteBuf out) {
        metrics.replied(out.readableBytes());
        ChannelFuture unused = channel.write(out, channel.voidPromise());
    }
}
