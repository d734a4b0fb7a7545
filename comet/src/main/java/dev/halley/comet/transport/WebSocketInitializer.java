package dev.halley.comet.transport;

import dev.halley.comet.frames.Variant;
import dev.halley.comet.session.Handshake;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

/**
 * Pipeline of a WebSocket client: the PROXY protocol's three handlers where it is used; {@code
 * upgrade} until the opening handshake is done; then {@code session}, alone: it reads the masked
 * frames itself, and what is written is framed already.
 */
final class WebSocketInitializer extends ChannelInitializer<Channel> {
    private final LoopLookup loops;
    private final ProxyPolicy proxy;
    private final String path;

    WebSocketInitializer(LoopLookup loops, ProxyPolicy proxy, String path) {
        this.loops = loops;
        this.proxy = proxy;
        this.path = path;
    }

    @Override
    protected void initChannel(Channel channel) {
        Handshake handshake = new Handshake(loops.of(channel.eventLoop()), channel, Variant.WS_V1);
        proxy.prepare(channel, handshake);
        channel.pipeline()
                .addLast("upgrade", new WebSocketUpgrade(handshake, path, proxy))
                .addLast(Handshake.HANDLER, handshake);
    }
}
