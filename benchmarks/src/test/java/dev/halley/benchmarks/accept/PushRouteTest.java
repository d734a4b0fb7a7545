package dev.halley.benchmarks.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.benchmarks.client.RunNames;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PushRouteTest {

    private static final RunNames NAMES = new RunNames(7);

    @Test
    void roomsAreAddressedAsGoimDoes() {
        assertThat(request(PushRoute.of("room")))
                .isEqualTo(
                        """
                        POST /goim/push/room?operation=1000&type=bench&room=7-3 HTTP/1.1
                        Host: h:1
                        Content-Type: application/octet-stream
                        Content-Length: 3

                        abc"""
                                .replace("\n", "\r\n"));
    }

    @Test
    void usersAreAddressedAsGoimDoes() {
        assertThat(request(PushRoute.of("mids")))
                .startsWith("POST /goim/push/mids?operation=1000&mids=" + NAMES.mid(3) + " HTTP")
                .endsWith("\r\n\r\nabc");
    }

    @Test
    void usersAreAddressedAsHalleyDoes() {
        String body = "{\"operation\":1000,\"users\":[\"%d\"],\"payload_base64\":\"YWJj\"}";
        String json = body.formatted(NAMES.mid(3));
        assertThat(request(PushRoute.of("user")))
                .startsWith("POST /v1/push HTTP/1.1\r\n")
                .contains("Content-Type: application/json", "Content-Length: " + json.length())
                .endsWith("\r\n\r\n" + json);
    }

    @Test
    void anotherNameIsRefused() {
        assertThatThrownBy(() -> PushRoute.of("keys"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("target: keys (expected: room, user or mids)");
    }

    private static String request(PushRoute route) {
        byte[] payload = "abc".getBytes(StandardCharsets.US_ASCII);
        return new String(route.request("h:1", NAMES, 3, 1000, payload), StandardCharsets.US_ASCII);
    }
}
