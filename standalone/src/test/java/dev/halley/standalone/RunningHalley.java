package dev.halley.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.embedded.kafka.KafkaBroker;
import dev.halley.embedded.redis.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A standalone on free ports with a data folder of its own, for the tests of one class. */
public final class RunningHalley implements BeforeAllCallback, AfterAllCallback {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> settings;
    private Path data;
    private StandaloneNode node;

    /** With the settings of {@code ./halley run}, beside free ports. */
    public RunningHalley() {
        this(Map.of());
    }

    /** Settings beside free ports. */
    public RunningHalley(Map<String, String> settings) {
        this.settings = settings;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        data = Files.createTempDirectory("halley-it");
        node = FreePorts.standalone(data, settings);
        node.start();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(node.whyNotReady()).isEmpty());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (node != null) {
            node.drainAndStop(Duration.ofSeconds(20));
        }
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
    }

    /** A port by what is served there, such as {@code comet.tcp} or {@code logic.rest}. */
    public int port(String what) {
        return node.ports().get(what);
    }

    /** Its broker, to be stopped and started. */
    public KafkaBroker kafka() {
        return node.kafka();
    }

    /** Its Redis, to be stopped and started. */
    public RedisServer redis() {
        return node.redis();
    }

    /** Has Redis forget everything, routes included. */
    public void emptyRedis() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis().port())) {
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("+OK\r\n".length());
            assertThat(answer).asString().isEqualTo("+OK\r\n");
        }
    }

    /** A push by goim's REST, which must be accepted. */
    public void post(String path, String payload) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(payload)).build();
        HttpResponse<String> answer = send(request);
        assertThat(answer.body()).isEqualTo("{\"code\":0,\"message\":\"\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    /** What REST answers to a GET. */
    public String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).build()).body();
    }

    /** The page of metrics. */
    public String metrics() throws IOException, InterruptedException {
        URI page = URI.create("http://127.0.0.1:" + port("management") + "/metrics");
        return send(HttpRequest.newBuilder(page).build()).body();
    }

    /** The answer to any request. */
    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port("logic.rest") + path);
    }
}
