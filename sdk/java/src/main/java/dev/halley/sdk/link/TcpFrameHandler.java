package dev.halley.sdk.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Frames out of a byte stream, whatever its split. */
final class TcpFrameHandler extends ChannelInboundHandlerAdapter {

    private final FrameReader reader;

    TcpFrameHandler(FrameReader reader) {
        this.reader = reader;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        reader.readStream(ctx.alloc(), (ByteBuf) bytes, ctx::fireChannelRead);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        reader.close();
    }
}
