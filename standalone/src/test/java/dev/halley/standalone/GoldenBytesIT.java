package dev.halley.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.testkit.goim.GoimPacket;
import dev.halley.testkit.goim.RawTcpClient;
import dev.halley.testkit.goim.RawWebSocketClient;
import dev.halley.testkit.goim.WebSocketFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The whole of protocol version 1, and the ways of version 2, on plain sockets: the bytes a client sends and gets are the ones
 * in docs/reference/protocol.md, whatever our own codec thinks of them.
 */
@Timeout(60)
class GoldenBytesIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension static final RunningHalley HALLEY = new RunningHalley();

    @Test
    void speaksVersion1OverTcp() throws IOException, InterruptedException {
        try (RawTcpClient client =
                RawTcpClient.connect("127.0.0.1", HALLEY.port("comet.tcp"), LIMIT)) {
            speaks("tcp", hex -> client.send(bytes(hex)), () -> client.receivePacket());
        }
    }

    @Test
    void speaksVersion1OverWebSocket() throws IOException, InterruptedException {
        try (RawWebSocketClient client =
                RawWebSocketClient.connect("127.0.0.1", HALLEY.port("comet.ws"), "/sub", LIMIT)) {
            speaks(
                    "ws",
                    hex -> client.send(WebSocketFrame.binary(bytes(hex)).bytes()),
                    () -> client.receiveMessage());
        }
    }

    @Test
    void speaksVersion2() throws IOException, InterruptedException {
        new VersionTwoTalk(HALLEY).givesAClientThatWasGoneWhatItMissed();
    }

    @Test
    void speaksHalleyJson() throws IOException, InterruptedException {
        new VersionTwoTalk(HALLEY).showsTheSameInJson();
    }

    @Test
    void closesTheFirstSessionOfAKeyOnceASecondTakesIt() throws IOException, InterruptedException {
        try (RawTcpClient first =
                        RawTcpClient.connect("127.0.0.1", HALLEY.port("comet.tcp"), LIMIT);
                RawWebSocketClient second =
                        RawWebSocketClient.connect(
                                "127.0.0.1", HALLEY.port("comet.ws"), "/sub", LIMIT)) {
            String auth = "{\"mid\":5,\"key\":\"twice\",\"room_id\":\"\",\"accepts\":[7]}";
            first.send(GoimPacket.of(7, 1, auth));
            assertThat(first.receive().operation()).isEqualTo(8);
            second.send(GoimPacket.of(7, 1, auth));
            assertThat(second.receive().operation()).isEqualTo(8);

            assertThat(first.closedByPeer()).isTrue();
            HALLEY.post("/goim/push/keys?operation=7&keys=twice", "still there");
            assertThat(second.receive().text()).isEqualTo("still there");
        }
    }

    private void speaks(String name, Sender sender, Receiver receiver)
            throws IOException, InterruptedException {
        String room = "live://" + name;
        String auth =
                "{\"mid\":123,\"key\":\"golden-"
                        + name
                        + "\",\"room_id\":\"live://other-"
                        + name
                        + "\",\"platform\":\"web\",\"accepts\":[1000,1001]}";

        sender.send(packet("00000007 00000001", auth));
        assertThat(hex(receiver.receive())).isEqualTo("00000010 0010 0001 00000008 00000001");

        sender.send(packet("00000002 00000002", ""));
        assertThat(hex(receiver.receive()))
                .isEqualTo("00000014 0010 0001 00000003 00000002 00000001");

        sender.send(packet("0000000c 00000003", room));
        assertThat(hex(receiver.receive())).isEqualTo(packet("0000000d 00000003", room));

        HALLEY.post("/goim/push/room?operation=1000&type=live&room=" + name, "hello");
        assertThat(hex(receiver.receive()))
                .isEqualTo("00000015 0010 0001 000003e8 00000000 68656c6c6f");

        sender.send(packet("0000000e 00000004", "1002,1003"));
        assertThat(hex(receiver.receive())).isEqualTo(packet("0000000f 00000004", "1002,1003"));

        HALLEY.post("/goim/push/keys?operation=1002&keys=golden-" + name, "a key");
        assertThat(hex(receiver.receive())).isEqualTo(packet("000003ea 00000000", "a key"));

        sender.send(packet("00000010 00000005", "1002"));
        assertThat(hex(receiver.receive())).isEqualTo(packet("00000011 00000005", "1002"));

        // Not accepted any more; the one behind it shows that it was left out, not late.
        HALLEY.post("/goim/push/keys?operation=1002&keys=golden-" + name, "unwanted");
        HALLEY.post("/goim/push/keys?operation=1003&keys=golden-" + name, "wanted");
        assertThat(hex(receiver.receive())).isEqualTo(packet("000003eb 00000000", "wanted"));

        sender.send(packet("00000004 00000006", "to the business system"));
        assertThat(hex(receiver.receive())).isEqualTo("00000010 0010 0001 00000004 00000006");

        sender.send(packet("0000000c 00000007", ""));
        assertThat(hex(receiver.receive())).isEqualTo("00000010 0010 0001 0000000d 00000007");

        sender.send(packet("00000002 00000008", ""));
        assertThat(hex(receiver.receive()))
                .isEqualTo("00000014 0010 0001 00000003 00000008 00000000");

        HALLEY.post("/goim/push/all?operation=1000&speed=0", "for " + name);
        assertThat(hex(receiver.receive())).isEqualTo(packet("000003e8 00000000", "for " + name));
    }

    /** A packet of version 1 in hex, written out by hand but for its length. */
    private static String packet(String operationAndSequence, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        String text = "%08x 0010 0001 %s".formatted(16 + bytes.length, operationAndSequence);
        return bytes.length == 0 ? text : text + " " + HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static String hex(byte[] packet) {
        String all = HexFormat.of().formatHex(packet);
        String header =
                String.join(
                        " ",
                        all.substring(0, 8),
                        all.substring(8, 12),
                        all.substring(12, 16),
                        all.substring(16, 24),
                        all.substring(24, 32));
        return all.length() == 32 ? header : header + " " + all.substring(32);
    }

    private interface Sender {
        void send(String hex) throws IOException;
    }

    private interface Receiver {
        byte[] receive() throws IOException;
    }
}
