package dev.halley.cli.launcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger sends to a port of a whole node closes the connection, and fills no log. */
@Timeout(180)
class HostileInputIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final List<byte[]> BYTES =
            List.of(
                    HexFormat.of().parseHex("16030100f1010000ed0303"),
                    HexFormat.of().parseHex("ffffffff00100001ffffffff0d0a0d0a"),
                    "\0\1garbage\r\n\r\n".getBytes(ISO_8859_1),
                    "POST /v1/push HTTP/1.1\r\nContent-Length: x\r\n\r\n".getBytes(ISO_8859_1));

    @TempDir private static Path folder;

    private static Launched halley;

    @BeforeAll
    static void start() throws IOException {
        halley = Launched.run(folder);
        halley.awaitReady();
    }

    @AfterAll
    static void stop() {
        halley.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clients, TCP", "clients, WebSocket", "push API and page"})
    void closesTheConnectionWithoutAStackTrace(String service)
            throws IOException, InterruptedException {
        for (byte[] bytes : BYTES) {
            assertThat(closes(halley.port(service), bytes))
                    .as(new String(bytes, ISO_8859_1))
                    .isTrue();
        }

        assertThat(online()).isEqualTo(200);
        assertThat(halley.out() + halley.err()).doesNotContain("\tat ", "Exception", " ERROR ");
    }

    /** Whether these bytes end a connection, with an answer or without one. */
    private static boolean closes(int port, byte[] bytes) throws IOException {
        try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), port)) {
            stranger.setSoTimeout((int) LIMIT.toMillis());
            stranger.getOutputStream().write(bytes);
            stranger.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            // Closed while more of what was sent was unread.
            return true;
        }
    }

    private static int online() throws IOException, InterruptedException {
        String rest = "http://127.0.0.1:" + halley.port("push API and page");
        URI uri = URI.create(rest + "/goim/online/total");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
