package dev.halley.sdk.link;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.util.ReferenceCountUtil;

/** The end of the pipeline: tells the listener, and tells it the end once. */
final class LinkHandler extends ChannelInboundHandlerAdapter {

    private final LinkListener listener;
    private final boolean upWhenActive;
    private LinkEnd end = LinkEnd.unexplained("connection closed");
    private boolean ended;

    LinkHandler(LinkListener listener, boolean upWhenActive) {
        this.listener = listener;
        this.upWhenActive = upWhenActive;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (upWhenActive) {
            listener.onUp();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            listener.onUp();
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            end = LinkEnd.unexplained("no answer to the WebSocket upgrade in time");
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Frame frame) {
            listener.onFrame(frame);
        } else if (message instanceof LinkEnd serverEnd) {
            end = serverEnd;
            var unused = ctx.close();
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end = LinkEnd.unexplained(EndWords.of(cause, upWhenActive));
        var unused = ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        finish();
    }

    /** The dial failed; the channel never became active. */
    void failed(Throwable cause) {
        end = LinkEnd.unexplained(EndWords.of(cause, upWhenActive));
        finish();
    }

    private void finish() {
        if (!ended) {
            ended = true;
            listener.onDown(end);
        }
    }
}
