package dev.halley.benchmarks.floor.loop;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** Makes each connection one that is written to. The one handler of all of them. */
@ChannelHandler.Sharable
final class Accepting extends ChannelInboundHandlerAdapter {

    private final FloorWriter writer;

    Accepting(FloorWriter writer) {
        this.writer = writer;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        writer.add(context.channel());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        writer.remove(context.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it is gone either way, and counted as gone
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
