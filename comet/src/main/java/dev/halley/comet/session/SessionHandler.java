package dev.halley.comet.session;

import dev.halley.comet.members.Member;
import dev.halley.comet.replies.CloseReasons;
import dev.halley.comet.replies.Replies;
import dev.halley.comet.replies.Request;
import dev.halley.wire.CloseReason;
import dev.halley.wire.FrameHeader;
import dev.halley.wire.FrameSink;
import dev.halley.wire.StreamDecoder;
import dev.halley.wire.WebSocketFrames;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;

/**
 * A member that is also the last handler of its pipeline, so that a session is one object. What
 * arrives here goes no further.
 *
 * <p>Reading pauses while a room is being joined, while logic is asked, while what the client sent
 * finds no room on its way to logic, and while it does not read its replies; several reasons may
 * hold at once.
 */
abstract class SessionHandler extends Member implements ChannelInboundHandler, FrameSink {
    static final int JOINING = 1;
    static final int LANE_FULL = 2;
    static final int ASKING = 4;
    private static final int UNWRITABLE = 8;

    private final SessionLoop loop;
    private final StreamDecoder decoder;
    private byte pauses;
    private boolean closed;

    SessionHandler(SessionLoop loop, Handshake handshake, long sessionId) {
        super(handshake.channel(), handshake.variant(), sessionId);
        this.loop = loop;
        this.decoder = handshake.decoder();
    }

    /** Does what a frame asks for; the body is valid during the call only. */
    abstract void take(Request request, ByteBuf body);

    /** Something came from the client. */
    abstract void heard();

    @Override
    public final void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        loop.node().metrics().received(in.readableBytes());
        heard();
        try {
            decoder.decode(ctx.alloc(), in, this);
        } catch (RuntimeException e) {
            close(CloseReasons.of(e));
        }
    }

    @Override
    public final void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public final void channelInactive(ChannelHandlerContext ctx) {
        close(CloseReason.CLIENT_GONE);
    }

    @Override
    public final void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel().isWritable()) {
            loop.shard().writable(this);
            resume(UNWRITABLE);
        }
    }

    // Only the method of the outermost interface is deprecated.
    @SuppressWarnings("deprecation")
    @Override
    public final void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        close(CloseReasons.of(cause));
    }

    @Override
    public final boolean frame(ByteBuf buffer, int frame) {
        loop.node().metrics().frameReceived();
        int body = FrameHeader.bodyIndex(buffer, frame);
        take(Request.of(buffer, frame), buffer.slice(body, FrameHeader.bodyLength(buffer, frame)));
        return readsOn();
    }

    @Override
    public final boolean control(int opcode, ByteBuf buffer, int index, int length) {
        if (opcode == WebSocketFrames.CLOSE) {
            close(CloseReason.CLIENT_GONE);
        } else if (opcode == WebSocketFrames.PING) {
            replies().pong(channel(), buffer, index, length);
        }
        return readsOn();
    }

    /** Who does not read its replies is not read either: they would pile up here. */
    final boolean readsOn() {
        if (!channel().isWritable() && (pauses & UNWRITABLE) == 0) {
            loop.node().metrics().readPaused();
            pause(UNWRITABLE);
        }
        return pauses == 0;
    }

    @Override
    public final void close(CloseReason reason) {
        if (closed) {
            return;
        }
        closed = true;
        decoder.close();
        ended(reason);
        loop.node().closing().close(channel(), variant(), true, reason);
    }

    /** The session is over; its connection closes next. */
    abstract void ended(CloseReason reason);

    /** Whether it is closed, or closing. */
    public final boolean isClosed() {
        return closed;
    }

    final void pause(int reason) {
        if (pauses == 0) {
            channel().config().setAutoRead(false);
        }
        pauses = (byte) (pauses | reason);
    }

    /** May come from within a decoder's call, so the decoder goes on later. */
    final void resume(int reason) {
        if ((pauses & reason) == 0) {
            return;
        }
        pauses = (byte) (pauses & ~reason);
        if (pauses == 0 && !closed) {
            channel().eventLoop().execute(this::readOn);
        }
    }

    private void readOn() {
        if (pauses != 0 || closed) {
            return;
        }
        try {
            decoder.resume(channel().alloc(), this);
            channel().flush();
            if (pauses == 0 && !closed) {
                channel().config().setAutoRead(true);
            }
        } catch (RuntimeException e) {
            close(CloseReasons.of(e));
        }
    }

    /** Whether it is for us that nothing is read. */
    final boolean isHeldUp() {
        return (pauses & (JOINING | LANE_FULL | ASKING)) != 0;
    }

    final SessionLoop loop() {
        return loop;
    }

    final Replies replies() {
        return loop.node().replies();
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
