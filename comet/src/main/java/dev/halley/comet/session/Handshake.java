package dev.halley.comet.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.Registration;
import dev.halley.comet.config.SessionLimits;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.json.RefusedRequestException;
import dev.halley.comet.json.envelope.TextMessages;
import dev.halley.comet.json.envelope.TextRequest;
import dev.halley.comet.replies.CloseReasons;
import dev.halley.comet.replies.Request;
import dev.halley.comet.replies.SessionMetrics.AuthResult;
import dev.halley.comet.session.shared.ClientAddresses;
import dev.halley.comet.session.shared.ConnectQuestion;
import dev.halley.comet.upstream.calls.LogicRefusal;
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

    /** What a text message has more than the frame it stands for. */
    private static final int ENVELOPE_BYTES = 256 - FrameHeader.LENGTH;

    @Nullable Handshake previous;
    @Nullable Handshake next;
    boolean queued;
    int lateAt;

    private final SessionLoop loop;
    private final Channel channel;
    private Variant variant;
    private StreamDecoder decoder;
    private @Nullable String claimedIp;
    private @Nullable ConnectQuestion asked;
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
        this.framed = !variant.isWebSocket();
        this.decoder =
                framed
                        ? new FrameDecoder(limits().frames())
                        : new WebSocketDecoder(limits().frames());
    }

    /**
     * The WebSocket opening handshake is done.
     *
     * @param json whether {@code halley.json} is spoken from here on
     */
    public void upgraded(boolean json) {
        framed = true;
        if (json) {
            variant = Variant.WS_JSON;
            decoder = WebSocketDecoder.ofText(limits().frames().maxPacketBytes() + ENVELOPE_BYTES);
        }
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
        if (asked != null) {
            loop.forget(asked);
        }
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
            ByteBuf body =
                    buffer.slice(
                            FrameHeader.bodyIndex(buffer, frame),
                            FrameHeader.bodyLength(buffer, frame));
            authenticate(Request.of(buffer, frame), ByteString.copyFrom(body.nioBuffer()));
            return false;
        }
        ignore(FrameHeader.packetLength(buffer, frame));
        return true;
    }

    @Override
    public boolean text(ByteBuf buffer, int index, int length) {
        loop.node().metrics().frameReceived();
        try {
            TextRequest asked = TextMessages.read(buffer.toString(index, length, UTF_8));
            if (asked.operation() == Operation.AUTH) {
                authenticate(
                        Request.of(variant, asked.operation(), asked.sequence()),
                        ByteString.copyFrom(asked.body()));
                return false;
            }
            ignore(length);
        } catch (RefusedRequestException e) {
            loop.node().metrics().refused(e.code());
            close(CloseReason.PROTOCOL_ERROR);
        }
        return true;
    }

    /** Counts what came before AUTH; past the bounds the connection is closed. */
    private void ignore(int length) {
        loop.node().metrics().frameIgnored();
        frames++;
        bytes += length;
        if (frames > limits().handshake().ignoredFrames()
                || bytes > limits().handshake().ignoredBytes()) {
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

    private void authenticate(Request request, ByteString token) {
        state = State.ASKING;
        if (request.version() == FrameHeader.VERSION_2) {
            variant = variant.version2();
        }
        loop.leaveQueue(this);
        channel.config().setAutoRead(false);
        ConnectQuestion question = loop.question(request, token);
        asked = question;
        loop.node()
                .connects()
                .connect(
                        question.message(
                                loop.node().identity(), remoteIp(), Session.transport(variant)))
                .whenComplete(
                        (reply, failure) ->
                                channel.eventLoop()
                                        .execute(() -> answered(question, reply, failure)));
    }

    private void answered(
            ConnectQuestion question, @Nullable ConnectReply reply, @Nullable Throwable failure) {
        if (reply == null || failure != null) {
            refused(failure);
            return;
        }
        loop.node().renewals().told(reply.getRenewalIntervalMs());
        if (state == State.CLOSED || !channel.isActive()) {
            loop.node().metrics().auth(AuthResult.ABANDONED);
            Registration route = question.registration(reply);
            loop.node().disconnects().add(SessionLoop.told(route, CloseReason.CLIENT_GONE));
        } else {
            loop.node().metrics().auth(AuthResult.OK);
            state = State.DONE;
            Session session = session(question.sessionId(), reply);
            channel.pipeline().replace(this, HANDLER, session);
            loop.enter(session, question);
            session.begin(question.request(), reply);
        }
    }

    private Session session(long sessionId, ConnectReply reply) {
        return variant.protocolVersion() == FrameHeader.VERSION_2
                ? new VersionTwoSession(loop, this, sessionId, reply)
                : new Session(loop, this, sessionId, reply);
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

    private SessionLimits limits() {
        return loop.node().limits();
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
        return claimedIp == null ? ClientAddresses.of(channel) : claimedIp;
    }

    private enum State {
        WAITING,
        ASKING,
        DONE,
        CLOSED
    }
}
