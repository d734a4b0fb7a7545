package dev.halley.comet.bootstrap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.testkit.goim.RawTcpClient;
import dev.halley.testkit.goim.RawWebSocketClient;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients behind a load balancer. */
@Timeout(60)
class CometProxyIT {
    private static final String SIGNATURE_V2 = "0d0a0d0a000d0a515549540a";

    private CometFixture comet;

    @AfterEach
    void stop() {
        comet.close();
    }

    @ParameterizedTest
    @CsvSource({
        // PROXY, IPv4 and IPv6, each over TCP; LOCAL is the load balancer on its own behalf.
        "2111000ccb0071097f0000010fa00c1d,203.0.113.9",
        "2111000fcb0071097f0000010fa00c1d040000,203.0.113.9",
        "2121002420010db8000000000000000000000009"
                + "00000000000000000000000000000001"
                + "0fa00c1d,2001:db8:0:0:0:0:0:9",
        "20000000,127.0.0.1"
    })
    void believesVersionTwoOfTheProxyProtocol(String header, String address) throws IOException {
        startWithProtocol();
        try (RawTcpClient client = comet.tcp()) {
            client.send(HexFormat.of().parseHex(SIGNATURE_V2));
            client.send(HexFormat.of().parseHex(header));
            client.send(CometFixture.auth(1, "{\"mid\":8}"));
            assertThat(client.receive().operation()).isEqualTo(8);
        }
        assertThat(comet.logic.connects.get(0).getRemoteIp()).isEqualTo(address);
    }

    @Test
    void closesWhenVersionTwoIsBroken() throws IOException {
        startWithProtocol();
        try (RawTcpClient client = comet.tcp()) {
            client.send(HexFormat.of().parseHex(SIGNATURE_V2 + "3111000c"));
            client.send(new byte[12]);
            assertThat(client.closedByPeer()).isTrue();
        }
        // The decoder closes the connection before the reason is counted.
        await().until(() -> comet.closes("protocol_error") == 1);
    }

    @Test
    void believesTheProxyProtocolOfTrustedAddresses() throws IOException {
        start(
                Map.of(
                        "halley.comet.proxy.trusted",
                        "127.0.0.0/8",
                        "halley.comet.proxy.protocol",
                        "true"));
        byte[] auth = CometFixture.auth(1, "{\"mid\":8}").bytes();
        byte[] header = "PROXY TCP4 203.0.113.9 127.0.0.1 4000 3101\r\n".getBytes(US_ASCII);
        try (RawTcpClient client = comet.tcp();
                RawTcpClient without = comet.tcp()) {
            client.send(header);
            client.send(auth);
            assertThat(client.receive().operation()).isEqualTo(8);
            without.send(auth);
            assertThat(without.closedByPeer()).isTrue();
        }
        assertThat(comet.logic.connects).hasSize(1);
        assertThat(comet.logic.connects.get(0).getRemoteIp()).isEqualTo("203.0.113.9");
        assertThat(comet.closes("protocol_error")).isEqualTo(1);
    }

    @Test
    void believesForwardedForOfTrustedAddressesOnly() throws IOException {
        start(
                Map.of(
                        "halley.comet.proxy.trusted",
                        "127.0.0.1",
                        "halley.comet.proxy.forwarded-for",
                        "true"));
        assertThat(ipBehindForwardedFor()).isEqualTo("203.0.113.9");
        comet.close();
        start(Map.of("halley.comet.proxy.forwarded-for", "true"));
        assertThat(ipBehindForwardedFor()).isEqualTo("127.0.0.1");
    }

    private String ipBehindForwardedFor() throws IOException {
        int port = comet.node.ports().get("ws");
        String request =
                RawWebSocketClient.upgrade("127.0.0.1", port, "/sub?x=1")
                        .replace(
                                "Upgrade: w",
                                "X-Forwarded-For: 1.1.1.1, 203.0.113.9\r\nUpgrade: w");
        try (RawWebSocketClient client =
                RawWebSocketClient.request("127.0.0.1", port, request, CometFixture.LIMIT)) {
            client.send(CometFixture.auth(1, "{\"mid\":8}"));
            client.receive();
        }
        return comet.logic.connects.get(0).getRemoteIp();
    }

    private void startWithProtocol() {
        start(
                Map.of(
                        "halley.comet.proxy.trusted",
                        "127.0.0.0/8",
                        "halley.comet.proxy.protocol",
                        "true"));
    }

    private void start(Map<String, String> settings) {
        comet = new CometFixture(settings).start();
    }
}
