package dev.halley.comet.session;

import com.google.protobuf.ByteString;
import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ConnectRequest;
import dev.halley.api.logic.Registration;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.replies.CloseReasons;
import dev.halley.comet.replies.Request;
import dev.halley.comet.replies.SessionMetrics.AuthResult;
import dev.halley.comet.upstream.LogicRefusal;
import dev.halley.wire.CloseReason;
import dev.halley.wire.FrameDecoder;
import dev.halley.wire.FrameHeader;
import dev.halley.wire.FrameSink;
import dev.halley.wire.Operation;
import dev.halley.wire.StreamDecoder;
import dev.halley.wire.WebSocketDecoder;
import dev.halley.wire.WebSocketFrames;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection until it is a session: the last handler of its pipeline, replaced by {@link Session}.
 *
 * <pre>
 *   WAITING --AUTH--> ASKING --logic agrees--> (Session)
 *      |                 |
 *      +-----------------+--late, too much, broken, refused, gone--> CLOSED
 * </pre>
 *
 * While logic is asked nothing more is read.
 */
public final class Handshake extends ChannelInboundHandlerAdapter implements FrameSink {
    /** Name of this handler, and of the one that takes its place. */
    public static final String HANDLER = "session";

    @Nullable Handshake previous;
    @Nullable Handshake next;
    boolean queued;
    int lateAt;

    private final SessionLoop loop;
    private final Channel channel;
    private final Variant variant;
    private final StreamDecoder decoder;
    private @Nullable String claimedIp;
    private State state = State.WAITING;
    private boolean framed;
    private int frames;
    private int bytes;

    /**
     * A connection that was just accepted. A TCP client may send frames at once; a WebSocket client
     * after {@link #upgraded}.
     */
    public Handshake(SessionLoop loop, Channel channel, Variant variant) {
        this.loop = loop;
        this.channel = channel;
        this.variant = variant;
        this.framed = variant == Variant.TCP_V1;
        this.decoder =
                framed
                        ? new FrameDecoder(loop.node().limits().frames())
                        : new WebSocketDecoder(loop.node().limits().frames());
    }

    /** The WebSocket opening handshake is done. */
    public void upgraded() {
        framed = true;
    }

    /** A trusted load balancer says that the client has this address. */
    public void clientIp(String ip) {
        claimedIp = ip;
    }

    /** Ends the connection. On its loop; a second time does nothing. */
    public void close(CloseReason reason) {
        if (state == State.CLOSED || state == State.DONE) {
            return;
        }
        state = State.CLOSED;
        decoder.close();
        loop.leaveQueue(this);
        loop.node().metrics().closed(reason, false);
        loop.node().closing().close(channel, variant, framed, reason);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (!loop.admit(this)) {
            close(CloseReason.TOO_MANY);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        loop.node().metrics().received(in.readableBytes());
        try {
            decoder.decode(ctx.alloc(), in, this);
        } catch (RuntimeException e) {
            close(CloseReasons.of(e));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        close(CloseReason.CLIENT_GONE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        close(CloseReasons.of(cause));
    }

    @Override
    public boolean frame(ByteBuf buffer, int frame) {
        loop.node().metrics().frameReceived();
        if (FrameHeader.operation(buffer, frame) == Operation.AUTH) {
            authenticate(buffer, frame);
            return false;
        }
        ignore(FrameHeader.packetLength(buffer, frame));
        return true;
    }

    /** Counts what came before AUTH; past the bounds the connection is closed. */
    private void ignore(int length) {
        loop.node().metrics().frameIgnored();
        frames++;
        bytes += length;
        if (frames > loop.node().limits().handshake().ignoredFrames()
                || bytes > loop.node().limits().handshake().ignoredBytes()) {
            close(CloseReason.PROTOCOL_ERROR);
        }
    }

    @Override
    public boolean control(int opcode, ByteBuf buffer, int index, int length) {
        if (opcode == WebSocketFrames.CLOSE) {
            close(CloseReason.CLIENT_GONE);
            return true;
        }
        if (opcode == WebSocketFrames.PING) {
            loop.node().replies().pong(channel, buffer, index, length);
        }
        // Otherwise a client that sends pings and reads nothing would fill the memory.
        ignore(length);
        return true;
    }

    private void authenticate(ByteBuf buffer, int frame) {
        state = State.ASKING;
        loop.leaveQueue(this);
        channel.config().setAutoRead(false);
        Request request = Request.of(buffer, frame);
        long sessionId = loop.shard().newSessionId();
        ConnectRequest question = question(buffer, frame, sessionId);
        loop.node()
                .calls()
                .connect(question)
                .whenComplete(
                        (reply, failure) ->
                                channel.eventLoop()
                                        .execute(
                                                () ->
                                                        answered(
                                                                request, sessionId, reply,
                                                                failure)));
    }

    private ConnectRequest question(ByteBuf buffer, int frame, long sessionId) {
        ByteBuf body =
                buffer.slice(
                        FrameHeader.bodyIndex(buffer, frame),
                        FrameHeader.bodyLength(buffer, frame));
        return ConnectRequest.newBuilder()
                .setSchemaVersion(1)
                .setApp(loop.node().identity().app())
                .setInstance(loop.node().identity().instance())
                .setSessionId(sessionId)
                .setToken(ByteString.copyFrom(body.nioBuffer()))
                .setRemoteIp(remoteIp())
                .setTransport(Session.transport(variant))
                .setProtocolVersion(FrameHeader.version(buffer, frame))
                .build();
    }

    private void answered(
            Request request,
            long sessionId,
            @Nullable ConnectReply reply,
            @Nullable Throwable failure) {
        if (reply == null || failure != null) {
            refused(failure);
            return;
        }
        loop.node().renewals().told(reply.getRenewalIntervalMs());
        if (state == State.CLOSED || !channel.isActive()) {
            loop.node().metrics().auth(AuthResult.ABANDONED);
            loop.node()
                    .disconnects()
                    .add(SessionLoop.told(registration(sessionId, reply), CloseReason.CLIENT_GONE));
        } else {
            loop.node().metrics().auth(AuthResult.OK);
            begin(request, new Session(loop, this, sessionId, reply), reply.getRoom());
        }
    }

    private void begin(Request request, Session session, String room) {
        state = State.DONE;
        channel.pipeline().replace(this, HANDLER, session);
        loop.enter(session);
        session.begin(request, room);
    }

    private void refused(@Nullable Throwable failure) {
        LogicRefusal refusal =
                failure == null ? LogicRefusal.UNAVAILABLE : LogicRefusal.of(failure);
        switch (refusal) {
            case REFUSED -> {
                loop.node().metrics().auth(AuthResult.REFUSED);
                close(CloseReason.AUTH_FAILED);
            }
            case TOO_MANY -> {
                loop.node().metrics().auth(AuthResult.TOO_MANY);
                close(CloseReason.TOO_MANY);
            }
            case UNAVAILABLE -> {
                loop.node().metrics().auth(AuthResult.UNAVAILABLE);
                close(CloseReason.INTERNAL);
            }
        }
    }

    private static Registration registration(long sessionId, ConnectReply reply) {
        return Registration.newBuilder()
                .setUser(reply.getUser())
                .setKey(reply.getKey())
                .setSessionId(sessionId)
                .setGeneration(reply.getGeneration())
                .build();
    }

    Channel channel() {
        return channel;
    }

    Variant variant() {
        return variant;
    }

    StreamDecoder decoder() {
        return decoder;
    }

    /** What the client's load balancer says; null without one. */
    @Nullable String claimedIp() {
        return claimedIp;
    }

    private String remoteIp() {
        return claimedIp == null ? ipOf(channel) : claimedIp;
    }

    /** The address at the other end of a connection; empty when there is none. */
    static String ipOf(Channel channel) {
        SocketAddress remote = channel.remoteAddress();
        return remote instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : "";
    }

    private enum State {
        WAITING,
        ASKING,
        DONE,
        CLOSED
    }
}
