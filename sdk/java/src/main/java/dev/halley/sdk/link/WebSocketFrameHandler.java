package dev.halley.sdk.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.MessageToMessageCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;

/** Frames out of binary messages and into them; a close message ends the link with its reason. */
final class WebSocketFrameHandler extends MessageToMessageCodec<WebSocketFrame, ByteBuf> {

    private final FrameReader reader;

    WebSocketFrameHandler(FrameReader reader) {
        super(WebSocketFrame.class, ByteBuf.class);
        this.reader = reader;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, WebSocketFrame message, List<Object> out) {
        if (message instanceof BinaryWebSocketFrame) {
            reader.readMessage(ctx.alloc(), message.content().retain(), out::add);
        } else if (message instanceof CloseWebSocketFrame close) {
            out.add(LinkEnd.closed(close.statusCode()));
        }
    }

    @Override
    protected void encode(ChannelHandlerContext ctx, ByteBuf frame, List<Object> out) {
        out.add(new BinaryWebSocketFrame(frame.retain()));
    }

    /** Says goodbye with "normal closure", then closes the connection. */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) throws Exception {
        if (ctx.channel().isActive()) {
            var unused =
                    ctx.writeAndFlush(
                            new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE),
                            ctx.newPromise().addListener(sent -> super.close(ctx, promise)));
        } else {
            super.close(ctx, promise);
        }
    }
}
