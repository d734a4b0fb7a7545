package dev.halley.comet.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.rpc.TestJob;
import dev.halley.testkit.goim.GoimPacket;
import dev.halley.testkit.goim.RawTcpClient;
import dev.halley.testkit.goim.RawWebSocketClient;
import dev.halley.testkit.goim.WebSocketFrame;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients of both versions on real sockets, side by side. */
@Timeout(60)
class CometVersionTwoIT {
    private static final String TOKEN = "{\"mid\":7,\"room_id\":\"live://1\"}";

    private final CometFixture comet =
            new CometFixture(
                            Map.of(
                                    "halley.comet.sessions.max-request-bytes", "1048576",
                                    "halley.comet.sessions.max-bad-requests", "1"))
                    .start();
    private final TestJob job = TestJob.attach(comet.node.ports().get("grpc"), TestJob.instance(1));

    @AfterEach
    void stop() {
        job.close();
        comet.close();
    }

    @Test
    void showsOneMessageToEveryKindOfClientInARoom() throws IOException {
        try (RawTcpClient first = comet.session("live://1");
                RawTcpClient second = versionTwo();
                RawWebSocketClient binary = comet.ws();
                RawWebSocketClient json = json()) {
            binary.send(new GoimPacket(2, 7, 1, TOKEN.getBytes(UTF_8)));
            assertThat(binary.receive().text()).contains("\"room\":\"live://1\"");
            sendText(json, "{\"op\":7,\"seq\":1,\"body\":" + TOKEN + "}");
            assertThat(text(json)).contains("\"room\":\"live://1\"");
            job.open(1, 0, 1);

            job.room(1, 1, "hi");

            assertThat(hex(first.receivePacket()))
                    .isEqualTo("00000012" + "00100001" + "000003e8" + "00000000" + "6869");
            String expected =
                    "00000028" + "00260002" + "000003e8" + "00000000" + "0".repeat(44) + "6869";
            assertThat(hex(second.receivePacket())).isEqualTo(expected);
            assertThat(hex(binary.receiveMessage())).isEqualTo(expected);
            assertThat(text(json))
                    .isEqualTo("{\"op\":1000,\"seq\":0,\"id\":\"0\",\"body\":\"hi\"}");
        }
    }

    @Test
    void letsABusinessSystemMoveSessionsOfBothVersions() throws IOException {
        try (RawTcpClient first = comet.session("live://1");
                RawTcpClient second = versionTwo()) {
            job.open(1, 0, 1);

            comet.logic.routes.values().forEach(route -> move(route.getSessionId(), "live://2"));

            assertThat(second.receive())
                    .satisfies(
                            told -> {
                                assertThat(told.operation()).isEqualTo(21);
                                assertThat(told.sequence()).isZero();
                                assertThat(told.text())
                                        .isEqualTo(
                                                "{\"rooms\":[{\"room\":\"live://1\",\"left\":true}]}");
                            });
            assertThat(second.receive().text())
                    .startsWith("{\"rooms\":[{\"room\":\"live://2\",\"joined\":true");
            first.send(GoimPacket.of(2, 9, ""));
            assertThat(first.receive().body()).containsExactly(0, 0, 0, 2);
        }
    }

    @Test
    void refusesTenThousandStreamsAndGoesOn() throws IOException {
        String streams =
                IntStream.range(0, 10_000)
                        .mapToObj(
                                i ->
                                        "{\"stream\":\"room:live://"
                                                + i
                                                + "\",\"epoch\":1,\"offset\":1}")
                        .collect(Collectors.joining(",", "{\"recover\":[", "]}"));
        try (RawTcpClient client = versionTwo()) {
            client.send(new GoimPacket(2, 24, 5, streams.getBytes(UTF_8)));
            GoimPacket error = client.receive();
            assertThat(error.operation()).isEqualTo(30);
            assertThat(error.sequence()).isEqualTo(5);
            assertThat(error.text())
                    .isEqualTo(
                            "{\"code\":\"TOO_MANY\",\"message\":\"recover: (expected: at most 101)\","
                                    + "\"op\":24,\"seq\":5}");
            client.send(new GoimPacket(2, 2, 6, new byte[0]));
            assertThat(client.receive().operation()).isEqualTo(3);
        }
    }

    @Test
    void closesWithAReasonAfterTooManyMalformedRequests() throws IOException {
        try (RawTcpClient client = versionTwo()) {
            client.send(new GoimPacket(2, 18, 2, "{".getBytes(UTF_8)));
            assertThat(client.receive().text()).startsWith("{\"code\":\"BAD_REQUEST\"");
            client.send(new GoimPacket(2, 18, 3, "{".getBytes(UTF_8)));
            GoimPacket last = client.receive();
            assertThat(last.operation()).isEqualTo(6);
            assertThat(last.text()).startsWith("{\"code\":4004,\"reason\":\"PROTOCOL_ERROR\"");
            assertThat(client.closedByPeer()).isTrue();
        }
    }

    @Test
    void keepsTheBoundOfVersionOneForItsFrames() throws IOException {
        try (RawTcpClient client = comet.tcp()) {
            client.send(GoimPacket.of(7, 1, "x".repeat(4097)));
            assertThat(client.closedByPeer()).isTrue();
        }
        assertThat(comet.closes("protocol_error")).isEqualTo(1);
    }

    @Test
    void doesNotLetAClientOfJsonSendBytes() throws IOException {
        try (RawWebSocketClient json = json()) {
            json.send(CometFixture.auth(1, TOKEN));
            assertThat(text(json)).contains("\"reason\":\"PROTOCOL_ERROR\"");
            assertThat(json.receiveFrame().closeCode()).isEqualTo(4004);
        }
    }

    private void move(long sessionId, String join) {
        long at = comet.logic.routes.get(sessionId).getGeneration();
        job.move(1, at, comet.logic.routes.get(sessionId), join, "live://1");
        job.awaitFinished(1, at);
    }

    private RawTcpClient versionTwo() throws IOException {
        RawTcpClient client = comet.tcp();
        client.send(new GoimPacket(2, 7, 1, TOKEN.getBytes(UTF_8)));
        assertThat(client.receive().operation()).isEqualTo(8);
        return client;
    }

    private RawWebSocketClient json() throws IOException {
        int port = comet.node.ports().get("ws");
        String head =
                RawWebSocketClient.upgrade("127.0.0.1", port, "/sub")
                        .replace("\r\n\r\n", "\r\nSec-WebSocket-Protocol: x, halley.json\r\n\r\n");
        RawWebSocketClient client =
                RawWebSocketClient.request("127.0.0.1", port, head, CometFixture.LIMIT);
        assertThat(client.responseHead()).contains("\r\nSec-WebSocket-Protocol: halley.json\r\n");
        return client;
    }

    private static void sendText(RawWebSocketClient client, String text) throws IOException {
        client.send(new WebSocketFrame(true, 1, true, text.getBytes(UTF_8)).bytes());
    }

    private static String text(RawWebSocketClient client) throws IOException {
        WebSocketFrame frame = client.receiveFrame();
        assertThat(frame.opcode()).isEqualTo(1);
        return new String(frame.payload(), UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
