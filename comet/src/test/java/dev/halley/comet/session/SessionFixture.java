package dev.halley.comet.session;

import static dev.halley.comet.frames.Variant.TCP_V1;
import static dev.halley.comet.frames.Variant.WS_V1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.api.logic.ConnectReply;
import dev.halley.comet.config.SessionLimits;
import dev.halley.comet.config.SessionLimits.HandshakeLimits;
import dev.halley.comet.config.SessionLimits.RequestLimits;
import dev.halley.comet.fanout.Shards;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.members.RoomWatcher;
import dev.halley.comet.replies.SessionMetrics;
import dev.halley.comet.session.shared.ClientAddresses;
import dev.halley.comet.session.shared.SessionNode;
import dev.halley.comet.upstream.Connects;
import dev.halley.comet.upstream.Disconnects;
import dev.halley.comet.upstream.ReceiveBounds;
import dev.halley.comet.upstream.ReceiveLane;
import dev.halley.comet.upstream.Renewals;
import dev.halley.comet.upstream.UpstreamMetrics;
import dev.halley.comet.upstream.calls.CometIdentity;
import dev.halley.comet.upstream.rooms.RoomCounts;
import dev.halley.comet.upstream.rooms.RoomReportMetrics;
import dev.halley.comet.upstream.rooms.RoomReports;
import dev.halley.comet.upstream.rooms.RoomSource;
import dev.halley.comet.writing.FanoutConfig;
import dev.halley.wire.FrameHeader;
import dev.halley.wire.FrameLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * One connection on an embedded channel and its loop, whose ticks the test makes: 4 s for AUTH, 8 s
 * of silence, renewal every 4 s, two connections without AUTH.
 */
final class SessionFixture implements AutoCloseable {
    private static final CometIdentity IDENTITY = new CometIdentity("default", "comet-1@1");

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final ScriptedLogic logic = new ScriptedLogic();
    final EmbeddedChannel channel = new EmbeddedChannel();
    final Shards shards;
    final SessionLoop loop;
    private final Map<RoomKey, List<Runnable>> held = new LinkedHashMap<>();
    private final RoomReports reports;
    final Variant variant;
    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);

    SessionFixture(Variant variant) {
        this(variant, 1);
    }

    /** A loop that is one of several of its node. */
    SessionFixture(Variant variant, int loops) {
        this.variant = variant;
        shards =
                new Shards(
                        List.of(channel.eventLoop()),
                        FanoutConfig.DEFAULT,
                        registry,
                        Clock.systemUTC());
        UpstreamMetrics metrics = new UpstreamMetrics(registry);
        Disconnects disconnects = new Disconnects(IDENTITY, logic, metrics, scheduler, 10);
        reports =
                new RoomReports(
                        IDENTITY,
                        logic,
                        new RoomReportMetrics(registry),
                        new NoRooms(),
                        new RoomReports.Intervals(Duration.ofMillis(5), Duration.ofSeconds(60)),
                        () -> CompletableFuture.completedFuture(null),
                        System::nanoTime);
        SessionNode node =
                new SessionNode(
                        IDENTITY,
                        limits(),
                        new SessionMetrics(registry),
                        Clock.systemUTC(),
                        new SessionNode.Upstreams(
                                new Connects(logic, metrics, 100),
                                logic,
                                disconnects,
                                new Renewals(IDENTITY, logic, metrics, id -> {}),
                                new RoomCounts(shards, reports),
                                new ClientAddresses(),
                                kind -> List.of(kind + ":1")));
        ReceiveBounds bounds = new ReceiveBounds(10, 4096, Duration.ofSeconds(5));
        loop =
                new SessionLoop(
                        shards.all().get(0),
                        node,
                        new ReceiveLane(IDENTITY, logic, metrics, bounds, channel.eventLoop()),
                        loops);
    }

    private static SessionLimits limits() {
        return new SessionLimits(
                FrameLimits.CLIENT_FRAMES,
                new HandshakeLimits(3, 2, Duration.ofSeconds(4), 16, 8192),
                Duration.ofSeconds(8),
                Duration.ofSeconds(4),
                5,
                Duration.ofSeconds(2),
                new RequestLimits(Duration.ofSeconds(4), 3, 2, 1, 2));
    }

    Handshake connect() {
        Handshake handshake = new Handshake(loop, channel, variant.isWebSocket() ? WS_V1 : TCP_V1);
        handshake.upgraded(variant == Variant.WS_JSON);
        channel.pipeline().addLast(Handshake.HANDLER, handshake);
        return handshake;
    }

    /** A second connection of the same loop. */
    Handshake another() {
        Handshake handshake = new Handshake(loop, new EmbeddedChannel(), variant);
        handshake.channel().pipeline().addLast(Handshake.HANDLER, handshake);
        return handshake;
    }

    void authenticate(String room) {
        authenticate(ConnectReply.newBuilder().setRoom(room));
    }

    /** With what logic says beside user, key and generation. */
    void authenticate(ConnectReply.Builder reply) {
        connect();
        send(7, 1, "{}");
        logic.connects.remove().complete(reply.setUser("7").setKey("k").setGeneration(1).build());
        channel.runPendingTasks();
    }

    /** From here on joining a room takes until {@link #releaseRooms}. */
    void holdRooms() {
        shards.rooms()
                .watch(
                        new RoomWatcher() {
                            @Override
                            public void changed(RoomKey room) {
                                // The jobs answer when the test says so.
                            }

                            @Override
                            public void whenInForce(RoomKey room, Runnable then) {
                                held.computeIfAbsent(room, r -> new ArrayList<>()).add(then);
                            }
                        });
    }

    void releaseRooms() {
        while (!held.isEmpty()) {
            releaseRoom(held.keySet().iterator().next().name());
        }
    }

    /** The jobs take this room into account. */
    void releaseRoom(String room) {
        for (Runnable then : held.remove(new RoomKey("default", room))) {
            then.run();
            channel.runPendingTasks();
        }
    }

    /** From here on logic is told who changes rooms. */
    void followMoves() {
        reports.start(scheduler);
        await().until(() -> logic.reports.get() > 1);
    }

    /** Logic hears of these changes of rooms, each as {@code left>joined}, and of no others. */
    void hasMoved(String... moves) {
        int before = logic.reports.get();
        await().until(() -> logic.reports.get() > before + 1);
        assertThat(logic.moves).containsExactly(moves);
    }

    void send(int operation, int sequence, String body) {
        ByteBuf frame = channel.alloc().buffer();
        byte[] bytes = body.getBytes(UTF_8);
        FrameHeader.write(frame, variant.protocolVersion(), operation, sequence, bytes.length);
        frame.writeBytes(bytes);
        channel.writeInbound(variant.isWebSocket() ? masked(0x82, frame) : frame);
        channel.runPendingTasks();
    }

    void sendText(String message) {
        ByteBuf text = channel.alloc().buffer();
        text.writeCharSequence(message, UTF_8);
        channel.writeInbound(masked(0x81, text));
        channel.runPendingTasks();
    }

    /** With a mask of 0, which leaves the payload as it is. */
    private static ByteBuf masked(int opcode, ByteBuf frame) {
        ByteBuf out = Unpooled.buffer();
        out.writeByte(opcode).writeByte(0x80 | 126).writeShort(frame.readableBytes()).writeInt(0);
        out.writeBytes(frame);
        frame.release();
        return out;
    }

    void ping() {
        channel.writeInbound(Unpooled.buffer().writeShort(0x8980).writeInt(0));
        channel.runPendingTasks();
    }

    void writable(boolean writable) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
    }

    void tick(int ticks) {
        for (int i = 0; i < ticks; i++) {
            loop.tick();
        }
        channel.runPendingTasks();
    }

    /** What the client was sent next, as hex; empty when there is nothing. */
    String sent() {
        ByteBuf out = channel.readOutbound();
        if (out == null) {
            return "";
        }
        String hex = ByteBufUtil.hexDump(out);
        out.release();
        return hex;
    }

    /** The next frame as {@code operation/sequence body}, or a JSON message as it is. */
    String told() {
        ByteBuf out = channel.readOutbound();
        if (out == null) {
            return "";
        }
        int at = variant.isWebSocket() ? (out.getByte(1) == 126 ? 4 : 2) : 0;
        String told =
                variant == Variant.WS_JSON
                        ? out.toString(at, out.readableBytes() - at, UTF_8)
                        : told(out, at);
        out.release();
        return told;
    }

    private static String told(ByteBuf out, int at) {
        assertThat(FrameHeader.version(out, at)).isEqualTo((short) 2);
        int body = FrameHeader.bodyIndex(out, at);
        return FrameHeader.operation(out, at)
                + "/"
                + FrameHeader.sequence(out, at)
                + " "
                + out.toString(body, FrameHeader.bodyLength(out, at), UTF_8);
    }

    private static final class NoRooms implements RoomSource {
        @Override
        public Map<RoomKey, Integer> all() {
            return Map.of();
        }

        @Override
        public Map<RoomKey, Integer> changed() {
            return Map.of();
        }

        @Override
        public int sessions() {
            return 0;
        }

        @Override
        public int addresses() {
            return 0;
        }
    }

    double refused(String code) {
        return registry.get("halley.comet.requests.refused").tag("code", code).counter().count();
    }

    double closes(String reason) {
        return registry.get("halley.comet.closes").tag("reason", reason).counter().count();
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
        scheduler.shutdownNow();
    }
}
