package dev.halley.sdk.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * The handlers of a link. TCP: frames, link. WebSocket: http and upgrade (both step out of the way
 * after the handshake), fragments joined, frames, link.
 */
final class LinkInitializer extends ChannelInitializer<Channel> {

    private static final int MAX_UPGRADE_BYTES = 8192;
    private static final String PATH = "/sub";

    private final LinkTarget target;
    private final LinkHandler handler;

    LinkInitializer(LinkTarget target, LinkHandler handler) {
        this.target = target;
        this.handler = handler;
    }

    @Override
    protected void initChannel(Channel channel) throws URISyntaxException {
        FrameReader reader = new FrameReader(target.maxFrameBytes());
        ChannelPipeline pipeline = channel.pipeline();
        if (target.webSocket()) {
            pipeline.addLast("http", new HttpClientCodec());
            pipeline.addLast("http-body", new HttpObjectAggregator(MAX_UPGRADE_BYTES));
            pipeline.addLast("upgrade", new WebSocketClientProtocolHandler(upgrade()));
            pipeline.addLast("fragments", new WebSocketFrameAggregator(target.maxFrameBytes()));
            pipeline.addLast("frames", new WebSocketFrameHandler(reader));
        } else {
            pipeline.addLast("frames", new TcpFrameHandler(reader));
        }
        pipeline.addLast("link", handler);
    }

    private WebSocketClientProtocolConfig upgrade() throws URISyntaxException {
        URI uri = new URI("ws", null, target.host(), target.port(), PATH, null, null);
        return WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(uri)
                .maxFramePayloadLength(target.maxFrameBytes())
                .handshakeTimeoutMillis(target.connectLimit().toMillis())
                .handleCloseFrames(false)
                .build();
    }
}
