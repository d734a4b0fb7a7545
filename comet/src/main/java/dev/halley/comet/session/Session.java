package dev.halley.comet.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.halley.api.comet.SessionInfo;
import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.Registration;
import dev.halley.api.logic.Upstream;
import dev.halley.comet.fanout.RoomKey;
import dev.halley.comet.fanout.Variant;
import dev.halley.wire.CloseReason;
import dev.halley.wire.FrameHeader;
import dev.halley.wire.FrameSink;
import dev.halley.wire.Operation;
import dev.halley.wire.StreamDecoder;
import dev.halley.wire.WebSocketFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An authenticated client connection. Belongs to its event loop.
 *
 * <p>Reading pauses while a room is being joined, while what it sent finds no room on its way to
 * logic, and while it does not read its replies; several reasons may hold at once.
 */
final class Session extends SessionHandler implements FrameSink, VisitWheel.Entry {
    private static final int JOINING = 1;
    private static final int LANE_FULL = 2;
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
        switch (request.operation()) {
            case Operation.HEARTBEAT -> heartbeat(request);
            case Operation.CHANGE_ROOM -> changeRoom(request, body);
            case Operation.ACCEPT, Operation.STOP_ACCEPTING -> changeAccepts(request, body);
            default -> upstream(request, body);
        }
        if (!channel().isWritable()) {
            pause(UNWRITABLE);
        }
        return pauses == 0;
    }

    @Override
    public boolean control(int opcode, ByteBuf buffer, int index, int length) {
        if (opcode == WebSocketFrames.CLOSE) {
            close(CloseReason.CLIENT_GONE);
        } else if (opcode == WebSocketFrames.PING) {
            replies().pong(channel(), buffer, index, length);
        }
        return true;
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

    private void heartbeat(Request request) {
        int members = 0;
        for (RoomKey room : rooms()) {
            members = loop.node().membersOf(room);
        }
        replies().int32(channel(), variant(), request, Operation.HEARTBEAT_REPLY, members);
    }

    private void changeRoom(Request request, ByteBuf body) {
        String name = body.toString(UTF_8);
        List<RoomKey> before = rooms();
        RoomKey wanted = roomKey(name);
        if (name.isEmpty() || before.contains(wanted)) {
            before.stream().filter(r -> name.isEmpty()).forEach(r -> loop.shard().leave(this, r));
            replies().body(channel(), variant(), request, Operation.CHANGE_ROOM_REPLY, body);
            return;
        }
        pause(JOINING);
        ByteBuf kept = Unpooled.copiedBuffer(body);
        loop.shard().join(this, wanted, () -> changed(request, kept, before));
    }

    private void changed(Request request, ByteBuf body, List<RoomKey> before) {
        before.forEach(room -> loop.shard().leave(this, room));
        replies().body(channel(), variant(), request, Operation.CHANGE_ROOM_REPLY, body);
        channel().flush();
        resume(JOINING);
    }

    private void changeAccepts(Request request, ByteBuf body) {
        boolean more = request.operation() == Operation.ACCEPT;
        int[] change = Accepts.parse(body).orElse(new int[0]);
        int[] changed = more ? Accepts.plus(accepts, change) : Accepts.minus(accepts, change);
        if (changed.length > loop.node().limits().maxAccepts()) {
            close(CloseReason.PROTOCOL_ERROR);
            return;
        }
        accepts = changed;
        int reply = more ? Operation.ACCEPT_REPLY : Operation.STOP_ACCEPTING_REPLY;
        replies().body(channel(), variant(), request, reply, body);
    }

    private void upstream(Request request, ByteBuf body) {
        List<RoomKey> rooms = rooms();
        Upstream message =
                Upstream.newBuilder()
                        .setUser(user)
                        .setKey(key)
                        .setRoom(rooms.isEmpty() ? "" : rooms.get(0).name())
                        .setOperation(request.operation())
                        .setBody(ByteString.copyFrom(body.nioBuffer()))
                        .setReceivedAtUs(loop.node().nowUs())
                        .build();
        if (!loop.lane().offer(message, () -> upstreamAccepted(request))) {
            pause(LANE_FULL);
            loop.lane().whenRoom(() -> resume(LANE_FULL));
        }
    }

    private void upstreamAccepted(Request request) {
        if (!closed) {
            replies().empty(channel(), variant(), request, request.operation());
            channel().flush();
        }
    }

    private void pause(int reason) {
        if (pauses == 0) {
            channel().config().setAutoRead(false);
        }
        pauses = (byte) (pauses | reason);
    }

    /** May come from within a decoder's call, so the decoder goes on later. */
    private void resume(int reason) {
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

    private RoomKey roomKey(String name) {
        return new RoomKey(app(), name);
    }

    private Replies replies() {
        return loop.node().replies();
    }
}
