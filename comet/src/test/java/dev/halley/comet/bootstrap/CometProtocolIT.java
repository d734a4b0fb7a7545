package dev.halley.comet.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.api.logic.ReportRoomsRequest;
import dev.halley.testkit.goim.GoimPacket;
import dev.halley.testkit.goim.RawTcpClient;
import dev.halley.testkit.goim.RawWebSocketClient;
import dev.halley.testkit.goim.WebSocketFrame;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The operations of version 1, byte by byte, as PROTOCOL.md and a running goim have them. */
@Timeout(60)
class CometProtocolIT {
    private static final String TOKEN =
            "{\"mid\":7,\"key\":\"k1\",\"room_id\":\"live://1\",\"platform\":\"web\"}";

    private final CometFixture comet = new CometFixture(Map.of()).start();

    @AfterEach
    void stop() {
        comet.close();
    }

    @Test
    void answersEveryOperationOnTcpAsGoimDoes() throws IOException {
        try (RawTcpClient client = comet.tcp()) {
            exchange(client, CometFixture.auth(1, TOKEN), "00000010001000010000000800000001");
            exchange(client, GoimPacket.of(2, 2, ""), "0000001400100001000000030000000200000001");
            exchange(
                    client,
                    GoimPacket.of(12, 3, "live://2"),
                    "000000180010000100000" + "00d00000003" + hex("live://2"));
            exchange(
                    client,
                    GoimPacket.of(14, 4, "1001,1002"),
                    "0000001900100001" + "0000000f00000004" + hex("1001,1002"));
            exchange(
                    client,
                    GoimPacket.of(16, 5, "1001"),
                    "0000001400100001" + "0000001100000005" + hex("1001"));
            exchange(client, GoimPacket.of(4, 6, "hello"), "0000001000100001" + "0000000400000006");
            exchange(
                    client, GoimPacket.of(99, 7, "other"), "0000001000100001" + "0000006300000007");
            exchange(client, GoimPacket.of(12, 8, ""), "0000001000100001" + "0000000d00000008");
            exchange(
                    client,
                    GoimPacket.of(2, 9, ""),
                    "0000001400100001" + "0000000300000009" + "00000000");
        }
        assertThat(comet.logic.received)
                .extracting(m -> m.getBody().toStringUtf8())
                .containsExactly("hello", "other");
        assertThat(comet.logic.received.get(0).getRoom()).isEqualTo("live://2");
        assertThat(comet.logic.received.get(0).getKey()).isEqualTo("k1");
        assertThat(comet.logic.received.get(1).getOperation()).isEqualTo(99);
    }

    @Test
    void answersOnWebSocketInOneBinaryMessageEach() throws IOException {
        try (RawWebSocketClient client = comet.ws()) {
            client.send(CometFixture.auth(1, TOKEN));
            assertThat(HexFormat.of().formatHex(client.receiveMessage()))
                    .isEqualTo("00000010001000010000000800000001");
            client.send(GoimPacket.of(2, 2, ""));
            assertThat(HexFormat.of().formatHex(client.receiveMessage()))
                    .isEqualTo("0000001400100001000000030000000200000001");
            client.send(new WebSocketFrame(true, 9, true, new byte[] {1, 2}).bytes());
            assertThat(client.receiveFrame().opcode()).isEqualTo(10);
            client.send(new WebSocketFrame(true, 8, true, new byte[] {3, (byte) 0xe8}).bytes());
            assertThat(client.receiveFrame().closeCode()).isEqualTo(1000);
            assertThat(client.closedByPeer()).isTrue();
        }
    }

    @Test
    void echoesTheVersionAndTakesFramesByteByByte() throws IOException {
        try (RawTcpClient client = comet.tcp()) {
            for (byte b : CometFixture.auth(1, TOKEN).bytes()) {
                client.send(new byte[] {b});
            }
            assertThat(client.receive().operation()).isEqualTo(8);
            client.send(new GoimPacket(2, 2, 5, new byte[0]));
            GoimPacket reply = client.receive();
            assertThat(reply.version()).isEqualTo(2);
            assertThat(reply.sequence()).isEqualTo(5);
        }
    }

    @Test
    void answersWhatCameGluedBehindTheAuth() throws IOException {
        try (RawTcpClient client = comet.tcp()) {
            byte[] auth = CometFixture.auth(1, TOKEN).bytes();
            byte[] heartbeat = GoimPacket.of(2, 2, "").bytes();
            byte[] glued = new byte[auth.length + heartbeat.length];
            System.arraycopy(auth, 0, glued, 0, auth.length);
            System.arraycopy(heartbeat, 0, glued, auth.length, heartbeat.length);
            client.send(glued);
            assertThat(client.receive().operation()).isEqualTo(8);
            assertThat(client.receive().operation()).isEqualTo(3);
        }
    }

    @Test
    void registersAndRemovesTheRoute() throws IOException {
        try (RawTcpClient client = comet.session("live://1")) {
            assertThat(comet.logic.routes).hasSize(1);
            assertThat(comet.logic.connects.get(0).getRemoteIp()).isEqualTo("127.0.0.1");
            assertThat(comet.logic.connects.get(0).getTransport()).isEqualTo("tcp");
            client.send(GoimPacket.of(2, 1, ""));
            client.receive();
        }
        await().until(() -> comet.logic.routes.isEmpty());
        await().until(() -> comet.closes("client_gone") == 1);
    }

    @Test
    void countsMembersOnAllComets() throws IOException {
        comet.logic.elsewhere = Map.of("live://1", 41);
        try (RawTcpClient client = comet.session("live://1")) {
            await().ignoreExceptions()
                    .untilAsserted(
                            () -> {
                                client.send(GoimPacket.of(2, 1, ""));
                                assertThat(client.receive().body()).containsExactly(0, 0, 0, 42);
                            });
            await().untilAsserted(
                            () ->
                                    assertThat(comet.logic.reports)
                                            .anySatisfy(CometProtocolIT::hasOneMember));
        }
    }

    private static void hasOneMember(ReportRoomsRequest report) {
        assertThat(report.getMembersMap()).containsEntry("live://1", 1);
        assertThat(report.getSessions()).isEqualTo(1);
        assertThat(report.getAddresses()).isEqualTo(1);
    }

    private static void exchange(RawTcpClient client, GoimPacket request, String reply)
            throws IOException {
        client.send(request);
        assertThat(HexFormat.of().formatHex(client.receivePacket())).isEqualTo(reply);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }
}
