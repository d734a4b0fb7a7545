package dev.halley.comet.transport;

import dev.halley.comet.frames.Variant;
import dev.halley.comet.session.Handshake;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

/**
 * Pipeline of a TCP client: the PROXY protocol's three handlers where it is used, until its header is
 * read; then {@code session}, alone.
 */
final class TcpInitializer extends ChannelInitializer<Channel> {
    private final LoopLookup loops;
    private final ProxyPolicy proxy;

    TcpInitializer(LoopLookup loops, ProxyPolicy proxy) {
        this.loops = loops;
        this.proxy = proxy;
    }

    @Override
    protected void initChannel(Channel channel) {
        Handshake handshake = new Handshake(loops.of(channel.eventLoop()), channel, Variant.TCP_V1);
        proxy.prepare(channel, handshake);
        channel.pipeline().addLast(Handshake.HANDLER, handshake);
    }
}
