package dev.halley.comet.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class UpgradeRequestTest {
    private static final String GOOD =
            String.join(
                    "\r\n",
                    "GET /sub?a=b HTTP/1.1",
                    "Host: x",
                    "upgrade: WebSocket",
                    "Connection: keep-alive, Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

    @Test
    void readsAnOpeningHandshake() {
        UpgradeRequest request = parse(GOOD).orElseThrow();

        assertThat(request.path()).isEqualTo("/sub");
        assertThat(request.asksForWebSocket()).isTrue();
        assertThat(request.header("host")).isEqualTo("x");
    }

    @Test
    void seesWhatIsMissing() {
        assertThat(asks(GOOD.replace("13", "8"))).isFalse();
        assertThat(asks(GOOD.replace(", Upgrade", ""))).isFalse();
        assertThat(asks(GOOD.replace("WebSocket\r\n", "h2c\r\n"))).isFalse();
        assertThat(asks(GOOD.replace("bm9", "b"))).isTrue();
        assertThat(asks(GOOD.replace("dGhl", ""))).isFalse();
    }

    @Test
    void refusesWhatIsNoRequest() {
        assertThat(parse("")).isEmpty();
        assertThat(parse("GET /sub")).isEmpty();
        assertThat(parse("PUT /sub HTTP/1.1")).isEmpty();
        assertThat(parse("GET /sub HTTP/1.1\r\n: x")).isEmpty();
        assertThat(parse("GET /sub HTTP/1.1" + "\r\na: b".repeat(200))).isEmpty();
    }

    private static boolean asks(String head) {
        return parse(head).orElseThrow().asksForWebSocket();
    }

    private static Optional<UpgradeRequest> parse(String head) {
        return UpgradeRequest.parse(Unpooled.copiedBuffer(head, ISO_8859_1));
    }
}
