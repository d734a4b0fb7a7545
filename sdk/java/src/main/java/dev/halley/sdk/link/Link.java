package dev.halley.sdk.link;

import dev.halley.wire.FrameHeader;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;

/** One connection to a comet. Every method on its event loop. */
public final class Link {

    private final Channel channel;
    private final int version;

    private Link(Channel channel, int version) {
        this.channel = channel;
        this.version = version;
    }

    /** Begins to connect; the listener hears how it goes, on the given loop. */
    public static Link open(EventLoop loop, LinkTarget target, LinkListener listener) {
        LinkHandler handler = new LinkHandler(listener, !target.webSocket());
        ChannelFuture dial =
                new Bootstrap()
                        .group(loop)
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                Math.toIntExact(target.connectLimit().toMillis()))
                        .handler(new LinkInitializer(target, handler))
                        .connect(target.host(), target.port());
        dial.addListener(
                done -> {
                    if (!done.isSuccess()) {
                        handler.failed(done.cause());
                    }
                });
        return new Link(dial.channel(), target.version());
    }

    /** Whether another frame fits under the write mark. */
    public boolean writable() {
        return channel.isWritable();
    }

    /** Sends a frame. */
    public void send(int operation, int sequence, byte[] body) {
        ByteBuf frame = channel.alloc().buffer(FrameHeader.LENGTH + body.length);
        FrameHeader.write(frame, version, operation, sequence, body.length);
        frame.writeBytes(body);
        var unused = channel.writeAndFlush(frame, channel.voidPromise());
    }

    /** Closes the connection; {@link LinkListener#onDown} follows if it was up. */
    public void close() {
        var unused = channel.close();
    }

    /** Runs something when the connection is gone, at once when it is. */
    public void whenClosed(Runnable action) {
        var unused = channel.closeFuture().addListener(closed -> action.run());
    }
}
