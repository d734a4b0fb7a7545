package dev.halley.comet.replies;

import dev.halley.comet.frames.Variant;
import dev.halley.comet.json.NoticeBodies;
import dev.halley.wire.CloseReason;
import dev.halley.wire.FrameHeader;
import dev.halley.wire.Operation;
import dev.halley.wire.WebSocketFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way a client connection ends. What is pending is flushed first, for a bounded time; a
 * client of version 2 is told the reason by operation 6, a WebSocket client in a close frame, a TCP
 * client of version 1 is not.
 */
public final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    /** Close code of RFC 6455 for a closing handshake that the client began. */
    private static final int NORMAL = 1000;

    private final SessionMetrics metrics;
    private final Duration closeTime;
    private final AtomicInteger pending = new AtomicInteger();

    /**
     * For all connections of a node.
     *
     * @param closeTime how long a connection may take to read what is left for it
     */
    public Closing(SessionMetrics metrics, Duration closeTime) {
        this.metrics = metrics;
        this.closeTime = closeTime;
    }

    /**
     * Closes a connection. On its loop, once.
     *
     * @param framed whether WebSocket frames may be sent on it: not before its opening handshake
     */
    public void close(Channel channel, Variant variant, boolean framed, CloseReason reason) {
        LOG.atDebug()
                .addKeyValue("remote", channel.remoteAddress())
                .addKeyValue("reason", reason.label())
                .log("connection closed");
        if (!channel.isActive() || reason == CloseReason.SLOW_CONSUMER) {
            ChannelFuture unused = channel.close();
            return;
        }
        ChannelFuture written = channel.writeAndFlush(lastWords(channel, variant, framed, reason));
        ChannelFuture unused = written.addListener(ChannelFutureListener.CLOSE);
        if (!channel.closeFuture().isDone()) {
            pending.incrementAndGet();
            force(channel);
        }
    }

    private static ByteBuf lastWords(
            Channel channel, Variant variant, boolean framed, CloseReason reason) {
        boolean answer = reason == CloseReason.CLIENT_GONE;
        boolean typed = variant.protocolVersion() == FrameHeader.VERSION_2;
        ByteBuf last = Unpooled.EMPTY_BUFFER;
        if (typed && framed && !answer) {
            byte[] body = NoticeBodies.disconnect(reason);
            last = Replies.notice(channel.alloc(), variant, Operation.DISCONNECT, body);
        }
        if (!variant.isWebSocket() || !framed) {
            return last;
        }
        ByteBuf close = channel.alloc().ioBuffer(WebSocketFrames.MAX_CONTROL_BYTES);
        WebSocketFrames.writeClose(
                close, answer ? NORMAL : reason.webSocketCode(), answer ? "" : reason.label());
        return Unpooled.wrappedBuffer(last, close);
    }

    private void closed(Future<?> timer) {
        timer.cancel(false);
        pending.decrementAndGet();
    }

    /** Connections that still have something to read. Any thread. */
    public int pending() {
        return pending.get();
    }

    private void force(Channel channel) {
        Future<?> timer =
                channel.eventLoop()
                        .schedule(
                                () -> {
                                    metrics.forcedClose();
                                    ChannelFuture unused = channel.close();
                                },
                                closeTime.toNanos(),
                                TimeUnit.NANOSECONDS);
        ChannelFuture unused = channel.closeFuture().addListener(closed -> closed(timer));
    }
}
