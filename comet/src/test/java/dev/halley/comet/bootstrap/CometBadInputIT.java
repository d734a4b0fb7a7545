package dev.halley.comet.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.testkit.goim.GoimPacket;
import dev.halley.testkit.goim.RawTcpClient;
import dev.halley.testkit.goim.RawWebSocketClient;
import dev.halley.testkit.goim.WebSocketFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients must not be able to do. */
@Timeout(60)
class CometBadInputIT {
    private static final String TLS_HELLO = "16030100f1010000ed0303";

    private final CometFixture comet =
            new CometFixture(
                            Map.of(
                                    "halley.comet.sessions.handshake-time", "1s",
                                    "halley.comet.sessions.max-unauthenticated", "40",
                                    "halley.comet.sessions.heartbeat-interval", "1s",
                                    "halley.comet.sessions.heartbeat-tries", "2"))
                    .start();

    @AfterEach
    void stop() {
        comet.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ffffffff00100001",
                "7fffffff00100001",
                "0000000f00100001",
                "0000001000110001000000020000000100",
                "00001011001000010000000700000001",
                TLS_HELLO
            })
    void closesTcpClientsThatBreakTheFrame(String hex) throws IOException {
        try (RawTcpClient client = comet.tcp()) {
            client.send(HexFormat.of().parseHex(hex));
            assertThat(client.closedByPeer()).isTrue();
        }
        await().until(() -> comet.closes("protocol_error") == 1);
        assertNothingRegistered();
    }

    @Test
    void closesASessionThatBreaksTheFrame() throws IOException {
        try (RawTcpClient client = comet.session("")) {
            client.send(HexFormat.of().parseHex("0000001000110001000000020000000100"));
            assertThat(client.closedByPeer()).isTrue();
        }
        await().until(() -> comet.logic.routes.isEmpty());
        assertThat(comet.closes("protocol_error")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"81850000000068656c6c6f", "02", "8000", "8210", "82ff00000000ffffffff", "c2"})
    void tellsWebSocketClientsThatBreakTheProtocol(String hex) throws IOException {
        try (RawWebSocketClient client = comet.ws()) {
            client.send(HexFormat.of().parseHex(hex));
            WebSocketFrame close = client.receiveFrame();
            assertThat(close.opcode()).isEqualTo(8);
            assertThat(close.closeCode()).isEqualTo(4004);
            assertThat(client.closedByPeer()).isTrue();
        }
        assertNothingRegistered();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\u0000\\u0001garbage|400",
                "POST /sub HTTP/1.1~~|400",
                "GET /sub HTTP/1.0~~|400",
                "GET /sub HTTP/1.1~broken header~~|400",
                "GET /other HTTP/1.1~Host: x~~|404",
                "GET /sub HTTP/1.1~Host: x~~|426"
            })
    void answersHttpThatIsNoOpeningHandshake(String request, int status) throws IOException {
        String bytes = request.replace("~", "\r\n");
        try (RawWebSocketClient client =
                RawWebSocketClient.request(
                        "127.0.0.1", comet.node.ports().get("ws"), bytes, CometFixture.LIMIT)) {
            assertThat(client.responseHead()).startsWith("HTTP/1.1 " + status);
            assertThat(client.closedByPeer()).isTrue();
        }
        await().until(() -> comet.closes("protocol_error") == 1);
    }

    @Test
    void refusesAHeadWithoutEnd() throws IOException {
        String head = "GET /sub HTTP/1.1\r\nX: " + "x".repeat(9000);
        try (RawWebSocketClient client =
                RawWebSocketClient.request(
                        "127.0.0.1", comet.node.ports().get("ws"), head, CometFixture.LIMIT)) {
            assertThat(client.responseHead()).startsWith("HTTP/1.1 431");
        }
    }

    @Test
    void closesWhoeverSendsNoAuth() throws IOException {
        try (RawTcpClient silent = comet.tcp();
                RawTcpClient half = comet.tcp();
                RawWebSocketClient webSocket = comet.ws()) {
            half.send(HexFormat.of().parseHex("000000620010"));
            assertThat(silent.closedByPeer()).isTrue();
            assertThat(half.closedByPeer()).isTrue();
            assertThat(webSocket.receiveFrame().closeCode()).isEqualTo(4002);
        }
        await().until(() -> comet.closes("auth_timeout") == 3);
        assertNothingRegistered();
    }

    @Test
    void ignoresSixteenFramesBeforeAuthAndNoMore() throws IOException {
        try (RawTcpClient client = comet.tcp();
                RawTcpClient chatty = comet.tcp()) {
            for (int i = 0; i < 16; i++) {
                client.send(GoimPacket.of(2, i, ""));
                chatty.send(GoimPacket.of(2, i, ""));
            }
            client.send(CometFixture.auth(99, "{\"mid\":1}"));
            assertThat(client.receive().sequence()).isEqualTo(99);
            chatty.send(GoimPacket.of(2, 17, ""));
            assertThat(chatty.closedByPeer()).isTrue();
        }
        assertThat(comet.closes("protocol_error")).isEqualTo(1);
    }

    @Test
    void closesASessionThatWantsIntoARoomWithANameTooLong() throws IOException {
        try (RawTcpClient client = comet.session("live://1")) {
            client.send(GoimPacket.of(12, 1, "live://" + "x".repeat(994)));
            assertThat(client.closedByPeer()).isTrue();
        }
        assertThat(comet.closes("protocol_error")).isEqualTo(1);
    }

    @Test
    void ignoresNoMoreThanEightKilobytesBeforeAuth() throws IOException {
        try (RawTcpClient client = comet.tcp()) {
            client.send(GoimPacket.of(4, 1, "x".repeat(4096)));
            client.send(GoimPacket.of(4, 1, "x".repeat(4096)));
            assertThat(client.closedByPeer()).isTrue();
        }
        assertThat(comet.closes("protocol_error")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{\"mid\":\"x\"}", "{}", ""})
    void closesWhomLogicRefuses(String token) throws IOException {
        try (RawWebSocketClient client = comet.ws()) {
            client.send(CometFixture.auth(1, token));
            assertThat(client.receiveFrame().closeCode()).isEqualTo(4001);
        }
        assertThat(comet.closes("auth_failed")).isEqualTo(1);
        assertNothingRegistered();
    }

    @Test
    void closesASessionThatFallsSilent() throws IOException {
        try (RawTcpClient silent = comet.session("live://1");
                RawTcpClient half = comet.session("live://1")) {
            half.send(HexFormat.of().parseHex("00000010001000"));
            assertThat(silent.closedByPeer()).isTrue();
            assertThat(half.closedByPeer()).isTrue();
        }
        await().until(() -> comet.closes("heartbeat_lost") == 2);
        await().until(() -> comet.logic.routes.isEmpty());
    }

    @Test
    void servesOthersWhileManyNeverAuthenticate() throws IOException {
        List<RawTcpClient> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                silent.add(comet.tcp());
            }
            try (RawTcpClient client = comet.session("live://1")) {
                client.send(GoimPacket.of(2, 1, ""));
                assertThat(client.receive().operation()).isEqualTo(3);
            }
            await().until(() -> comet.closes("too_many") + comet.closes("auth_timeout") == 200);
            assertThat(comet.count("halley.comet.handshakes.evicted")).isGreaterThanOrEqualTo(80);
        } finally {
            for (RawTcpClient client : silent) {
                client.close();
            }
        }
    }

    private void assertNothingRegistered() {
        assertThat(comet.logic.routes).isEmpty();
    }
}
