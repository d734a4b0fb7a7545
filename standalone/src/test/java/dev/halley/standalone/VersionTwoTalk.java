package dev.halley.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.testkit.goim.GoimPacket;
import dev.halley.testkit.goim.RawTcpClient;
import dev.halley.testkit.goim.RawWebSocketClient;
import dev.halley.testkit.goim.WebSocketFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Protocol version 2 on plain sockets through all tiers, as docs/reference/protocol.md has it: a
 * client joins, is gone, recovers, acknowledges; and the same in halley.json.
 */
final class VersionTwoTalk {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern EPOCH = Pattern.compile("\"epoch\":(\\d+)");

    private final RunningHalley halley;

    VersionTwoTalk(RunningHalley halley) {
        this.halley = halley;
    }

    /** A client that was gone is given what it missed, and acknowledges. */
    void givesAClientThatWasGoneWhatItMissed() throws IOException, InterruptedException {
        int epoch;
        try (RawTcpClient client = connect()) {
            String reply = auth(client, "{\"user\":\"7\",\"rooms\":[\"live://2\"]}");
            assertThat(reply)
                    .contains(
                            "\"user\":\"7\"",
                            "\"room\":\"live://2\",\"joined\":true,\"stream\":\"room:live://2\"",
                            "\"recovered\":false");
            epoch = epoch(reply, "room:live://2");
            halley.post("/goim/push/room?operation=1000&type=live&room=2", "one");
            assertThat(message(client.receivePacket())).isEqualTo("room:live://2 1 one");
        }
        halley.post("/goim/push/room?operation=1001&type=live&room=2", "two");
        halley.post("/goim/push/mids?operation=1000&mids=7", "alone");
        await().until(() -> halley.get("/v1/streams/user:7").contains("\"last\":\"1\""));

        try (RawTcpClient client = connect()) {
            String place =
                    "{\"stream\":\"room:live://2\",\"epoch\":" + epoch + ",\"offset\":\"1\"}";
            String reply =
                    auth(
                            client,
                            "{\"user\":\"7\",\"rooms\":[\"live://2\"],\"recover\":["
                                    + place
                                    + "]}");
            assertThat(reply).contains("\"stream\":\"room:live://2\",\"recovered\":true");
            assertThat(reply).contains("\"read\":{\"offset\":\"0\",\"unread\":1}");
            assertThat(message(client.receivePacket())).isEqualTo("room:live://2 2 two");
            acknowledges(client, epoch(reply, "user:7"));
        }
    }

    private static void acknowledges(RawTcpClient client, int epoch) throws IOException {
        String place = "{\"stream\":\"user:7\",\"epoch\":" + epoch + ",\"offset\":";
        client.send(new GoimPacket(2, 22, 3, (place + "\"1\"}").getBytes(UTF_8)));
        assertThat(client.receive().text()).isEqualTo(place + "\"1\",\"unread\":0}");
        client.send(new GoimPacket(2, 22, 4, (place + "\"9\"}").getBytes(UTF_8)));
        GoimPacket error = client.receive();
        assertThat(error.operation()).isEqualTo(30);
        assertThat(error.text()).startsWith("{\"code\":\"BEYOND_TIP\"").endsWith(",\"seq\":4}");
        client.send(new GoimPacket(2, 24, 5, recover("user:7", epoch, 9).getBytes(UTF_8)));
        assertThat(client.receive().text())
                .isEqualTo(
                        "{\"recovered\":[{\"stream\":\"user:7\",\"recovered\":false,\"epoch\":"
                                + epoch
                                + ",\"offset\":\"1\"}]}");
        client.send(new GoimPacket(2, 24, 6, recover("user:7", epoch + 1, 0).getBytes(UTF_8)));
        assertThat(client.receive().text()).contains("\"recovered\":false,\"epoch\":" + epoch);
        client.send(new GoimPacket(2, 24, 7, recover("user:7", epoch, 0).getBytes(UTF_8)));
        assertThat(client.receive().text()).contains("\"recovered\":true,\"epoch\":" + epoch);
        assertThat(message(client.receivePacket())).isEqualTo("user:7 1 alone");
    }

    /** The same messages in halley.json. */
    void showsTheSameInJson() throws IOException, InterruptedException {
        int port = halley.port("comet.ws");
        String head =
                RawWebSocketClient.upgrade("127.0.0.1", port, "/sub")
                        .replace("\r\n\r\n", "\r\nSec-WebSocket-Protocol: halley.json\r\n\r\n");
        try (RawWebSocketClient json = RawWebSocketClient.request("127.0.0.1", port, head, LIMIT)) {
            send(json, "{\"op\":7,\"seq\":1,\"body\":{\"user\":\"8\",\"rooms\":[\"live://3\"]}}");
            String reply = text(json);
            assertThat(reply).startsWith("{\"op\":8,\"seq\":1,\"body\":{");

            halley.post("/goim/push/room?operation=1000&type=live&room=3", "{\"a\":[1]}");

            assertThat(text(json))
                    .startsWith("{\"op\":1000,\"seq\":0,\"id\":\"")
                    .endsWith(
                            "\",\"stream\":\"room:live://3\",\"offset\":\"1\",\"epoch\":"
                                    + epoch(reply, "room:live://3")
                                    + ",\"body\":{\"a\":[1]}}");
        }
    }

    private RawTcpClient connect() throws IOException {
        return RawTcpClient.connect("127.0.0.1", halley.port("comet.tcp"), LIMIT);
    }

    private static String auth(RawTcpClient client, String body) throws IOException {
        client.send(new GoimPacket(2, 7, 1, body.getBytes(UTF_8)));
        GoimPacket reply = client.receive();
        assertThat(reply.operation()).isEqualTo(8);
        assertThat(reply.version()).isEqualTo(2);
        return reply.text();
    }

    private static String recover(String stream, int epoch, long offset) {
        return "{\"recover\":[{\"stream\":\""
                + stream
                + "\",\"epoch\":"
                + epoch
                + ",\"offset\":"
                + offset
                + "}]}";
    }

    private static int epoch(String reply, String stream) {
        Matcher epoch = EPOCH.matcher(reply);
        assertThat(epoch.find(reply.indexOf("\"stream\":\"" + stream))).as(reply).isTrue();
        return Integer.parseInt(epoch.group(1));
    }

    /** Stream, offset and body of a message, cut out by hand. */
    private static String message(byte[] packet) {
        String hex = HexFormat.of().formatHex(packet);
        int header = Integer.parseInt(hex.substring(8, 12), 16);
        int name = Integer.parseInt(hex.substring(72, 76), 16);
        assertThat(header).isEqualTo(38 + name);
        return new String(packet, 38, name, UTF_8)
                + " "
                + Long.parseLong(hex.substring(48, 64), 16)
                + " "
                + new String(packet, header, packet.length - header, UTF_8);
    }

    private static void send(RawWebSocketClient client, String text) throws IOException {
        client.send(new WebSocketFrame(true, 1, true, text.getBytes(UTF_8)).bytes());
    }

    private static String text(RawWebSocketClient client) throws IOException {
        WebSocketFrame frame = client.receiveFrame();
        assertThat(frame.opcode()).isEqualTo(1);
        return new String(frame.payload(), UTF_8);
    }
}
