package dev.halley.comet.session;

import dev.halley.api.comet.SessionInfo;
import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.Registration;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.replies.CloseReasons;
import dev.halley.comet.replies.Replies;
import dev.halley.comet.replies.Request;
import dev.halley.wire.CloseReason;
import dev.halley.wire.FrameHeader;
import dev.halley.wire.FrameSink;
import dev.halley.wire.Operation;
import dev.halley.wire.StreamDecoder;
import dev.halley.wire.WebSocketFrames;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * An authenticated client connection. Belongs to its event loop.
 *
 * <p>Reading pauses while a room is being joined, while what it sent finds no room on its way to
 * logic, and while it does not read its replies; several reasons may hold at once.
 */
final class Session extends SessionHandler implements FrameSink, VisitWheel.Entry {
    static final int JOINING = 1;
    static final int LANE_FULL = 2;
    private static final int UNWRITABLE = 4;

    private final SessionLoop loop;
    private final StreamDecoder decoder;
    private final String user;
    private final String key;
    private final String platform;
    private final @Nullable String claimedIp;
    private final long generation;
    private final long connectedAtMs;
    private int[] accepts;
    private int place;
    private int heardAt;
    private int renewedAt;
    private byte pauses;
    private boolean closed;

    Session(SessionLoop loop, Handshake handshake, long sessionId, ConnectReply reply) {
        super(handshake.channel(), handshake.variant(), sessionId);
        this.loop = loop;
        this.decoder = handshake.decoder();
        this.claimedIp = handshake.claimedIp();
        this.user = reply.getUser();
        this.key = reply.getKey();
        // A handful of values that a million sessions share.
        this.platform = reply.getPlatform().intern();
        this.generation = reply.getGeneration();
        this.accepts = Accepts.of(reply.getAcceptsList());
        this.connectedAtMs = loop.node().clock().millis();
    }

    /** Answers AUTH once the room is joined, and reads on. */
    void begin(Request request, String room) {
        pauses = JOINING;
        if (room.isEmpty()) {
            begun(request);
        } else {
            loop.shard().join(this, roomKey(room), () -> begun(request));
        }
    }

    private void begun(Request request) {
        replies().empty(channel(), variant(), request, Operation.AUTH_REPLY);
        channel().flush();
        loop.shard().open(this);
        resume(JOINING);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
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
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        close(CloseReason.CLIENT_GONE);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel().isWritable()) {
            resume(UNWRITABLE);
        }
    }

    // Only the method of the outermost interface is deprecated.
    @SuppressWarnings("deprecation")
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        close(CloseReasons.of(cause));
    }

    @Override
    public boolean frame(ByteBuf buffer, int frame) {
        loop.node().metrics().frameReceived();
        Request request = Request.of(buffer, frame);
        ByteBuf body = bodyOf(buffer, frame);
        loop.operations().take(this, request, body);
        return readsOn();
    }

    @Override
    public boolean control(int opcode, ByteBuf buffer, int index, int length) {
        if (opcode == WebSocketFrames.CLOSE) {
            close(CloseReason.CLIENT_GONE);
        } else if (opcode == WebSocketFrames.PING) {
            replies().pong(channel(), buffer, index, length);
        }
        return readsOn();
    }

    /** Who does not read its replies is not read either: they would pile up here. */
    private boolean readsOn() {
        if (!channel().isWritable() && (pauses & UNWRITABLE) == 0) {
            loop.node().metrics().readPaused();
            pause(UNWRITABLE);
        }
        return pauses == 0;
    }

    @Override
    public void close(CloseReason reason) {
        if (closed) {
            return;
        }
        closed = true;
        decoder.close();
        loop.leave(this, reason);
        loop.node().closing().close(channel(), variant(), true, reason);
    }

    void pause(int reason) {
        if (pauses == 0) {
            channel().config().setAutoRead(false);
        }
        pauses = (byte) (pauses | reason);
    }

    /** May come from within a decoder's call, so the decoder goes on later. */
    void resume(int reason) {
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

    void heard() {
        heardAt = loop.now();
    }

    /** Whether nothing was heard since that tick, and it was not for us that nothing was read. */
    boolean isSilent(int since) {
        return heardAt - since < 0 && (pauses & (JOINING | LANE_FULL)) == 0;
    }

    void renewed() {
        renewedAt = loop.now();
    }

    int renewedAt() {
        return renewedAt;
    }

    @Override
    public String user() {
        return user;
    }

    String key() {
        return key;
    }

    int[] accepts() {
        return accepts;
    }

    void accepts(int[] operations) {
        accepts = operations;
    }

    boolean isClosed() {
        return closed;
    }

    Registration registration() {
        return Registration.newBuilder()
                .setUser(user)
                .setKey(key)
                .setSessionId(sessionId())
                .setGeneration(generation)
                .build();
    }

    String remoteIp() {
        return claimedIp == null ? Handshake.ipOf(channel()) : claimedIp;
    }

    @Override
    public String app() {
        return loop.node().identity().app();
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public boolean accepts(int operation) {
        return Accepts.contains(accepts, operation);
    }

    @Override
    public boolean filtersRooms() {
        return false;
    }

    @Override
    public SessionInfo describe() {
        SessionInfo.Builder info =
                SessionInfo.newBuilder()
                        .setSessionId(sessionId())
                        .setGeneration(generation)
                        .setKey(key)
                        .setUser(user)
                        .setPlatform(platform)
                        .setRemoteIp(remoteIp())
                        .setTransport(transport(variant()))
                        .setConnectedAtMs(connectedAtMs);
        rooms().forEach(room -> info.addRooms(room.name()));
        for (int operation : accepts) {
            info.addAccepts(operation);
        }
        return info.build();
    }

    @Override
    public int place() {
        return place;
    }

    @Override
    public void place(int newPlace) {
        place = newPlace;
    }

    private static ByteBuf bodyOf(ByteBuf buffer, int frame) {
        return buffer.slice(
                FrameHeader.bodyIndex(buffer, frame), FrameHeader.bodyLength(buffer, frame));
    }

    static String transport(Variant variant) {
        return variant == Variant.TCP_V1 ? "tcp" : "websocket";
    }

    RoomKey roomKey(String name) {
        return new RoomKey(app(), name);
    }

    private Replies replies() {
        return loop.node().replies();
    }
}
