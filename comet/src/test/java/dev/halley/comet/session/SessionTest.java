package dev.halley.comet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ReceiveReply;
import dev.halley.api.logic.RenewReply;
import dev.halley.api.logic.RoomPatterns;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.members.RoomWatcher;
import dev.halley.wire.CloseReason;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SessionTest {
    private static final String AUTH_REPLY = "00000010001000010000000800000001";

    private final SessionFixture tcp = new SessionFixture(Variant.TCP_V1);
    private final SessionFixture webSocket = new SessionFixture(Variant.WS_V1);

    @AfterEach
    void close() {
        tcp.close();
        webSocket.close();
    }

    @Test
    void closesAConnectionWhoseAuthIsLate() {
        tcp.connect();
        tcp.tick(16);
        assertThat(tcp.channel.isOpen()).isTrue();

        tcp.tick(1);

        assertThat(tcp.channel.isOpen()).isFalse();
        assertThat(tcp.closes("auth_timeout")).isEqualTo(1);
    }

    @Test
    void doesNotCountTheTimeThatLogicTakes() {
        tcp.connect();
        tcp.send(7, 1, "token");

        tcp.tick(40);

        assertThat(tcp.channel.isOpen()).isTrue();
        assertThat(tcp.channel.config().isAutoRead()).isFalse();
    }

    @Test
    void closesASessionThatFallsSilentAndKeepsOneThatSpeaks() {
        tcp.authenticate("");
        webSocket.authenticate("");
        for (int i = 0; i < 5; i++) {
            webSocket.send(2, i, "");
            tcp.tick(8);
            webSocket.tick(8);
        }

        assertThat(tcp.closes("heartbeat_lost")).isEqualTo(1);
        assertThat(webSocket.channel.isOpen()).isTrue();
    }

    @Test
    void tellsAWebSocketClientTheReason() {
        webSocket.authenticate("");
        webSocket.sent();

        webSocket.tick(40);

        assertThat(webSocket.sent()).isEqualTo("88100fa36865617274626561745f6c6f7374");
        assertThat(webSocket.channel.isOpen()).isFalse();
    }

    @Test
    void makesRoomByClosingTheOldestSilentConnection() {
        tcp.connect();
        Handshake second = tcp.another();
        Handshake third = tcp.another();

        assertThat(tcp.closes("too_many")).isEqualTo(1);
        assertThat(tcp.channel.isOpen()).isFalse();
        assertThat(second.channel().isOpen()).isTrue();
        assertThat(third.channel().isOpen()).isTrue();
        second.close(CloseReason.INTERNAL);
        third.close(CloseReason.INTERNAL);
    }

    @Test
    void aLoopKeepsToItsShareOfSilentConnections() {
        try (SessionFixture oneOfTwo = new SessionFixture(Variant.TCP_V1, 2)) {
            oneOfTwo.connect();
            Handshake second = oneOfTwo.another();

            assertThat(oneOfTwo.closes("too_many")).isEqualTo(1);
            assertThat(oneOfTwo.channel.isOpen()).isFalse();
            assertThat(second.channel().isOpen()).isTrue();
            second.close(CloseReason.INTERNAL);
        }
    }

    @Test
    void turnsNewConnectionsAwayPastTheBoundOnAll() {
        tcp.authenticate("");
        Handshake second = tcp.another();
        Handshake third = tcp.another();
        Handshake fourth = tcp.another();

        assertThat(fourth.channel().isOpen()).isFalse();
        assertThat(tcp.closes("too_many")).isEqualTo(1);
        second.close(CloseReason.INTERNAL);
        third.close(CloseReason.INTERNAL);
    }

    @Test
    void answersAuthOnceTheJobsKnowOfTheRoom() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        tcp.shards
                .rooms()
                .watch(
                        new RoomWatcher() {
                            @Override
                            public void changed(RoomKey room) {
                                // The jobs answer when the test says so.
                            }

                            @Override
                            public void whenInForce(RoomKey room, Runnable then) {
                                waiting.add(then);
                            }
                        });
        tcp.authenticate("live://1");
        tcp.send(2, 2, "");
        assertThat(tcp.sent()).isEmpty();

        waiting.remove().run();
        tcp.channel.runPendingTasks();

        assertThat(tcp.sent()).isEqualTo(AUTH_REPLY);
        assertThat(tcp.sent()).isEqualTo("0000001400100001000000030000000200000001");
    }

    @Test
    void removesTheRouteOfAClientThatLeftWhileLogicWasAsked() {
        tcp.connect();
        tcp.send(7, 1, "token");
        tcp.channel.finishAndReleaseAll();

        tcp.logic.connects.remove().complete(ConnectReply.newBuilder().setKey("k").build());
        tcp.channel.runPendingTasks();

        await().untilAsserted(() -> assertThat(tcp.logic.disconnected).hasSize(1));
    }

    @Test
    void removesARouteAgainThatALateRenewalWrote() {
        tcp.authenticate("");
        tcp.tick(40);
        assertThat(tcp.closes("heartbeat_lost")).isEqualTo(1);
        await().untilAsserted(() -> assertThat(tcp.logic.disconnected).hasSize(1));

        tcp.logic.renewals.remove().complete(RenewReply.getDefaultInstance());
        tcp.channel.runPendingTasks();

        await().untilAsserted(() -> assertThat(tcp.logic.disconnected).hasSize(2));
    }

    @Test
    void renewsAsOftenAsLogicWantsItWhenThatIsMoreOften() {
        tcp.connect();
        tcp.send(7, 1, "token");
        ConnectReply reply =
                ConnectReply.newBuilder().setKey("k").setRenewalIntervalMs(1_000).build();
        tcp.logic.connects.remove().complete(reply);
        tcp.channel.runPendingTasks();

        tcp.tick(9);

        assertThat(tcp.logic.renewals).hasSize(2);
    }

    @Test
    void saysInternalWhenLogicIsAway() {
        webSocket.connect();
        webSocket.send(7, 1, "token");

        webSocket
                .logic
                .connects
                .remove()
                .completeExceptionally(Status.UNAVAILABLE.asRuntimeException());
        webSocket.channel.runPendingTasks();

        assertThat(webSocket.sent()).startsWith("880a0faa");
        assertThat(webSocket.closes("internal")).isEqualTo(1);
    }

    @Test
    void repliesToUpstreamWhenLogicHasIt() {
        tcp.authenticate("");
        tcp.sent();
        tcp.send(4, 9, "hello");
        assertThat(tcp.sent()).isEmpty();

        tcp.logic.receives.remove().complete(ReceiveReply.getDefaultInstance());
        tcp.channel.runPendingTasks();

        assertThat(tcp.sent()).isEqualTo("00000010001000010000000400000009");
    }

    @Test
    void givesNoReplyToUpstreamThatLogicRefuses() {
        tcp.authenticate("");
        tcp.sent();
        tcp.send(4, 9, "hello");

        tcp.logic
                .receives
                .remove()
                .completeExceptionally(Status.INVALID_ARGUMENT.asRuntimeException());
        tcp.channel.runPendingTasks();

        assertThat(tcp.sent()).isEmpty();
        assertThat(tcp.registry.get("halley.comet.upstream.dropped").counter().count())
                .isEqualTo(1);
    }

    @Test
    void doesNotReadAClientThatDoesNotReadItsReplies() {
        tcp.authenticate("");
        tcp.sent();
        tcp.writable(false);
        tcp.send(2, 1, "");
        tcp.send(2, 2, "");
        assertThat(tcp.channel.config().isAutoRead()).isFalse();
        assertThat(tcp.sent()).endsWith("00000001" + "00000000");
        assertThat(tcp.sent()).isEmpty();
        assertThat(tcp.registry.get("halley.comet.reads.paused").counter().count()).isEqualTo(1);

        tcp.writable(true);
        tcp.channel.runPendingTasks();

        assertThat(tcp.sent()).endsWith("00000002" + "00000000");
        assertThat(tcp.channel.config().isAutoRead()).isTrue();
    }

    @Test
    void doesNotReadAClientThatDoesNotReadItsPongs() {
        webSocket.authenticate("");
        webSocket.sent();
        webSocket.writable(false);
        webSocket.ping();
        webSocket.ping();
        assertThat(webSocket.sent()).isEqualTo("8a00");
        assertThat(webSocket.sent()).isEmpty();
        assertThat(webSocket.channel.config().isAutoRead()).isFalse();

        webSocket.writable(true);
        webSocket.channel.runPendingTasks();

        assertThat(webSocket.sent()).isEqualTo("8a00");
    }

    @Test
    void countsPingsBeforeAuthAmongTheFramesItIgnores() {
        webSocket.connect();
        for (int i = 0; i < 16; i++) {
            webSocket.ping();
        }
        assertThat(webSocket.channel.isOpen()).isTrue();

        webSocket.ping();

        assertThat(webSocket.closes("protocol_error")).isEqualTo(1);
    }

    @Test
    void repliesToOperationsThatAreNoNumbersAndBoundsTheirCount() {
        tcp.authenticate("");
        tcp.sent();
        tcp.send(14, 2, "x");
        assertThat(tcp.sent()).isEqualTo("00000011001000010000000f0000000278");

        tcp.send(14, 3, "1,2,3,4,5,6");

        assertThat(tcp.closes("protocol_error")).isEqualTo(1);
        assertThat(tcp.channel.isOpen()).isFalse();
    }

    @Test
    void mayChangeOnlyIntoARoomThatLogicAllows() {
        tcp.authenticate(
                ConnectReply.newBuilder()
                        .setMayJoin(RoomPatterns.newBuilder().addPatterns("live://*")));
        tcp.send(12, 2, "live://1");
        assertThat(tcp.channel.isOpen()).isTrue();

        tcp.send(12, 3, "chat://1");

        assertThat(tcp.channel.isOpen()).isFalse();
        assertThat(tcp.closes("auth_failed")).isEqualTo(1);
    }

    @Test
    void staysInItsRoomWhenItAsksForItAgain() {
        tcp.authenticate("live://1");
        tcp.send(12, 2, "live://1");

        assertThat(tcp.shards.members(new RoomKey("default", "live://1"))).isEqualTo(1);
        tcp.send(12, 3, "live://2");
        assertThat(tcp.shards.members(new RoomKey("default", "live://1"))).isZero();
        assertThat(tcp.shards.members(new RoomKey("default", "live://2"))).isEqualTo(1);
        tcp.channel.finishAndReleaseAll();
        assertThat(tcp.shards.members(new RoomKey("default", "live://2"))).isZero();
    }
}
