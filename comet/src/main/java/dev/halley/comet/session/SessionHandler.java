package dev.halley.comet.session;

import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.Member;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;

/**
 * A member that is also the last handler of its pipeline, so that a session is one object. What
 * arrives here goes no further.
 */
abstract class SessionHandler extends Member implements ChannelInboundHandler {
    SessionHandler(Channel channel, Variant variant, long sessionId) {
        super(channel, variant, sessionId);
    }

    @Override
    public final void handlerAdded(ChannelHandlerContext ctx) {
        // Nothing to prepare.
    }

    @Override
    public final void handlerRemoved(ChannelHandlerContext ctx) {
        // Stays until the channel is closed.
    }

    @Override
    public final void channelRegistered(ChannelHandlerContext ctx) {
        // Was registered before it became a session.
    }

    @Override
    public final void channelUnregistered(ChannelHandlerContext ctx) {
        // It was inactive before.
    }

    @Override
    public final void channelActive(ChannelHandlerContext ctx) {
        // Was active before it became a session.
    }

    @Override
    public final void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        // None concerns a session.
    }
}
