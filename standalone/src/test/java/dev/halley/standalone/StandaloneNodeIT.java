package dev.halley.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.halley.embedded.LoopbackPort;
import dev.halley.sdk.ClientOptions;
import dev.halley.sdk.Endpoint;
import dev.halley.sdk.HalleyClient;
import dev.halley.sdk.Identity;
import dev.halley.sdk.Protocol;
import dev.halley.sdk.push.PushClient;
import dev.halley.sdk.push.PushTarget;
import dev.halley.testkit.goim.GoimPacket;
import dev.halley.testkit.goim.RawTcpClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class StandaloneNodeIT {
    private static final String HOST = "127.0.0.1";
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    @TempDir private Path data;

    private final Queue<String> received = new ConcurrentLinkedQueue<>();

    @Test
    void bringsPushesToClientsAndStartsAgainOnTheSameData() throws Exception {
        List<String> epochs = new ArrayList<>();
        for (String message : List.of("first life", "second life", "third life")) {
            try (StandaloneNode node = started(Map.of())) {
                receive(node, message);
                epochs.add(epoch(node, "room:live://1000"));
                if (epochs.size() == 2) {
                    node.redis().kill();
                }
                node.drainAndStop(DRAIN);
            }
        }
        assertThat(received).hasSize(6);
        assertThat(epochs.get(1)).as("epoch after an end in order").isEqualTo(epochs.get(0));
        assertThat(epochs.get(2)).as("epoch after a crash").isNotEqualTo(epochs.get(1));
    }

    @Test
    void letsNobodyInWhomItCannotAuthenticateYet() throws Exception {
        int port = LoopbackPort.free();
        try (StandaloneNode node = node(Map.of("halley.comet.tcp-port", String.valueOf(port)))) {
            CompletableFuture<String> answer =
                    CompletableFuture.supplyAsync(() -> firstAnswer(port));

            node.start();

            assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo("operation 8");
        }
    }

    @Test
    void showsProbesAndMetricsOfAllTiers() throws Exception {
        try (StandaloneNode node = started(Map.of())) {
            assertThat(get(node, "/readyz").statusCode()).isEqualTo(200);
            assertThat(get(node, "/metrics").body())
                    .contains("halley_comet_", "halley_logic_", "halley_job_", "jvm_memory_");
            assertThat(get(node, "/info").body()).contains("\"tier\":\"standalone\"");
        }
    }

    @Test
    void startsARedisAgainThatDied() {
        try (StandaloneNode node = started(Map.of());
                HalleyClient client = client(node)) {
            client.connect().join();

            ProcessHandle.of(node.redis().pid()).orElseThrow().destroyForcibly();

            await().atMost(60, TimeUnit.SECONDS)
                    .untilAsserted(
                            () -> {
                                push(node, PushTarget.user("123"), "back");
                                assertThat(received).contains("back");
                            });
        }
    }

    @Test
    void refusesDataThatAnotherOneUses() {
        try (StandaloneNode node = started(Map.of());
                StandaloneNode second = node(Map.of())) {
            assertThat(node.whyNotReady()).isEmpty();
            assertThatThrownBy(second::start)
                    .hasMessage(
                            "data folder %s is in use by another Halley (process %d); stop it, or"
                                    + " choose another folder with --data",
                            data.toAbsolutePath().normalize(), ProcessHandle.current().pid());
        }
    }

    @Test
    void namesEveryPortThatIsInUseBeforeItStartsAnything() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
                ServerSocket rest = new ServerSocket(0, 1, loopback);
                StandaloneNode node =
                        node(
                                Map.of(
                                        "halley.comet.tcp-port",
                                        String.valueOf(tcp.getLocalPort()),
                                        "halley.logic.http.port",
                                        String.valueOf(rest.getLocalPort())))) {
            assertThatThrownBy(node::start)
                    .hasMessage(
                            "in use already: port %d on 127.0.0.1 (halley.comet.tcp-port), port %d"
                                    + " on 127.0.0.1 (halley.logic.http.port); is another Halley"
                                    + " running?",
                            tcp.getLocalPort(), rest.getLocalPort());
            assertThat(data.resolve("kafka")).doesNotExist();
        }
    }

    @Test
    void saysWhatIsWrongWithItsDataAndLeavesNothingRunning() throws IOException {
        Files.createDirectories(data.resolve("kafka/logs/halley-push-0"));
        try (StandaloneNode node = node(Map.of())) {
            assertThatThrownBy(node::start)
                    .hasMessageContaining("has data but no meta.properties")
                    .hasMessageEndingWith("delete the folder to start anew");
        }
        assertThat(ProcessHandle.current().descendants())
                .noneMatch(
                        process ->
                                process.info()
                                        .commandLine()
                                        .orElse("")
                                        .contains(data.toAbsolutePath().toString()));
    }

    private void receive(StandaloneNode node, String message) {
        try (HalleyClient client = client(node)) {
            client.connect().join();

            push(node, PushTarget.room("live://1000"), message + ", room");
            push(node, PushTarget.user("123"), message + ", user");

            await().atMost(20, TimeUnit.SECONDS)
                    .untilAsserted(
                            () ->
                                    assertThat(received)
                                            .contains(message + ", room", message + ", user"));
        }
    }

    private static String epoch(StandaloneNode node, String stream)
            throws IOException, InterruptedException {
        URI uri =
                URI.create(
                        "http://127.0.0.1:%d/v1/streams/%s"
                                .formatted(node.ports().get("logic.rest"), stream));
        String answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(uri).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        return answer.replaceAll(".*\"epoch\":(\\d+).*", "$1");
    }

    private StandaloneNode started(Map<String, String> overrides) {
        StandaloneNode node = node(overrides);
        node.start();
        await().atMost(60, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(node.whyNotReady()).isEmpty());
        return node;
    }

    private StandaloneNode node(Map<String, String> overrides) {
        Map<String, String> all = new HashMap<>(FreePorts.KEYS);
        all.putAll(overrides);
        return new StandaloneNode(StandaloneOptions.in(data).with(all));
    }

    private HalleyClient client(StandaloneNode node) {
        Identity identity = Identity.ofUser("123", 1000).withRoom("live://1000");
        return new HalleyClient(
                ClientOptions.of(Endpoint.tcp(HOST, port(node, "comet.tcp")), identity)
                        .withProtocol(Protocol.version1()),
                message -> received.add(message.text()));
    }

    private static void push(StandaloneNode node, PushTarget target, String text) {
        URI api = URI.create("http://" + HOST + ":" + port(node, "logic.rest"));
        new PushClient(api).push(target, 1000, text.getBytes(StandardCharsets.UTF_8)).join();
    }

    // Of a client that dials all the time. Not before the ports were tried, which opens them for a
    // moment; that is over when the broker makes its folder.
    private String firstAnswer(int port) {
        await().atMost(30, TimeUnit.SECONDS).until(() -> Files.exists(data.resolve("kafka")));
        try (RawTcpClient client =
                await().atMost(60, TimeUnit.SECONDS)
                        .pollInterval(Duration.ofMillis(5))
                        .ignoreException(ConnectException.class)
                        .until(() -> RawTcpClient.connect(HOST, port, ANSWER), open -> true)) {
            client.send(GoimPacket.of(7, 1, "{\"mid\":123,\"accepts\":[1000]}"));
            return "operation " + client.receive().operation();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static HttpResponse<String> get(StandaloneNode node, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://" + HOST + ":" + port(node, "management") + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int port(StandaloneNode node, String name) {
        return node.ports().get(name);
    }
}
