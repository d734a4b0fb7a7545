package dev.halley.comet.transport;

import dev.halley.comet.session.Handshake;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyMessage;

/**
 * Takes what the PROXY protocol decoder in front of it found, and leaves. The decoder removes itself
 * too, so that neither stays with the session.
 */
final class ProxyHeader extends ChannelInboundHandlerAdapter {
    private final Handshake handshake;

    ProxyHeader(Handshake handshake) {
        this.handshake = handshake;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof HAProxyMessage header)) {
            ctx.fireChannelRead(message);
            return;
        }
        try {
            // None for a health check of the load balancer itself (LOCAL).
            String source = header.sourceAddress();
            if (source != null) {
                handshake.clientIp(source);
            }
        } finally {
            header.release();
        }
        ctx.pipeline().remove(this);
    }
}
