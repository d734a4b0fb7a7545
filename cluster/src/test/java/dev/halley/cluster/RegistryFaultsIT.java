package dev.halley.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.halley.cluster.fixture.TestCluster;
import dev.halley.cluster.fixture.TestNode;
import dev.halley.cluster.plan.ClusterOptions;
import dev.halley.cluster.plan.ClusterTier;
import dev.halley.sdk.ClientOptions;
import dev.halley.sdk.ClientThreads;
import dev.halley.sdk.Endpoint;
import dev.halley.sdk.HalleyClient;
import dev.halley.sdk.Identity;
import dev.halley.sdk.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is known of sessions when a comet is killed, and when Redis loses everything. */
@Tag("cluster")
@Timeout(300)
class RegistryFaultsIT {
    private static final int CLIENTS = 1_000;
    private static final int OPERATION = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static TestCluster cluster;

    private final ClientThreads threads = new ClientThreads(2);
    private final List<HalleyClient> clients = new ArrayList<>();
    // By user and text.
    private final Map<String, Integer> received = new ConcurrentHashMap<>();

    @BeforeAll
    static void start() {
        cluster =
                TestCluster.up(
                        "registry-faults",
                        ClusterOptions.of(2, 2, 1)
                                .withOverrides(
                                        Map.of("halley.logic.sessions.renewal-interval", "5s")));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void connectAll() {
        cluster.repair();
        List<CompletableFuture<Void>> connecting = new ArrayList<>();
        // A session of user 0 belongs to nobody.
        for (int user = 1; user <= CLIENTS; user++) {
            connecting.add(connect(user, user % 2 == 0 ? "comet-1" : "comet-2"));
        }
        connecting.forEach(CompletableFuture::join);
        awaitOnline(CLIENTS);
    }

    @AfterEach
    void disconnectAll() {
        clients.forEach(HalleyClient::close);
        threads.close();
    }

    @Test
    void whenACometIsKilledTotalsAreRightAndPushesReachThoseWhoCameBack() {
        long killed = System.nanoTime();
        cluster.node("comet-1").kill();
        awaitOnline(CLIENTS / 2);
        Duration noticed = Duration.ofNanos(System.nanoTime() - killed);
        assertThat(get("/v1/users/2").get("online").asBoolean()).isFalse();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () ->
                                assertThat(get("/v1/nodes/best").toString())
                                        .doesNotContain("comet-1"));

        List<CompletableFuture<Void>> connecting = new ArrayList<>();
        for (int user = 2; user <= CLIENTS; user += 2) {
            connecting.add(connect(user, "comet-2"));
        }
        connecting.forEach(CompletableFuture::join);
        push("after");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(receivedBy("after")).isEqualTo(CLIENTS));
        awaitOnline(CLIENTS);
        cluster.node("comet-1").start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> sum("halley_logic_sweep_comets_total") >= 1);
        assertThat(sum("halley_logic_sweep_sessions_total")).isGreaterThanOrEqualTo(CLIENTS / 2.0);
        assertThat(get("/v1/users/2").get("sessions")).hasSize(1);
        assertThat(received.values()).allMatch(times -> times == 1);
        System.out.printf("totals were right %d ms after the kill%n", noticed.toMillis());
    }

    @Test
    void whenRedisLosesEverythingRoutesAreBackWithinTheRenewalInterval() throws IOException {
        long wiped = System.nanoTime();
        flushRedis();

        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> usersOnline() == CLIENTS / 50);
        System.out.printf(
                "routes were back %d ms after the wipe%n",
                Duration.ofNanos(System.nanoTime() - wiped).toMillis());
        push("wiped");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(receivedBy("wiped")).isEqualTo(CLIENTS));
        awaitOnline(CLIENTS);
        assertThat(received.values()).allMatch(times -> times == 1);
    }

    private CompletableFuture<Void> connect(int user, String comet) {
        Identity identity =
                Identity.ofUser(Integer.toString(user), OPERATION).withKey("key-" + user);
        Endpoint endpoint = Endpoint.tcp("127.0.0.1", cluster.node(comet).port("tcp"));
        HalleyClient client =
                new HalleyClient(
                        ClientOptions.of(endpoint, identity).withProtocol(Protocol.version1()),
                        message -> received.merge(user + " " + message.text(), 1, Integer::sum),
                        threads);
        clients.add(client);
        return client.connect();
    }

    private void push(String text) {
        String users =
                IntStream.rangeClosed(1, CLIENTS)
                        .mapToObj(user -> "\"" + user + "\"")
                        .collect(Collectors.joining(","));
        String body =
                "{\"users\":[%s],\"operation\":%d,\"payload\":\"%s\"}"
                        .formatted(users, OPERATION, text);
        HttpResponse<String> answer = cluster.node("logic-1").post("/v1/push", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private long receivedBy(String text) {
        return received.keySet().stream().filter(one -> one.endsWith(" \"" + text + "\"")).count();
    }

    private static void awaitOnline(int sessions) {
        await().atMost(Duration.ofSeconds(45))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(
                        () -> {
                            for (TestNode logic : cluster.nodes(ClusterTier.LOGIC)) {
                                HttpResponse<String> answer = logic.get("/v1/online");
                                assertThat(answer.body()).contains("\"sessions\":" + sessions);
                            }
                        });
    }

    private static long usersOnline() {
        return IntStream.rangeClosed(1, CLIENTS / 50)
                .filter(i -> get("/v1/users/" + i * 50).path("online").asBoolean())
                .count();
    }

    private static JsonNode get(String path) {
        try {
            return JSON.readTree(cluster.node("logic-1").get(path).body());
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        }
    }

    private static double sum(String metric) {
        return cluster.nodes(ClusterTier.LOGIC).stream()
                .mapToDouble(logic -> logic.metric(metric))
                .sum();
    }

    private static void flushRedis() throws IOException {
        try (Socket redis =
                new Socket(
                        InetAddress.getLoopbackAddress(), cluster.node("redis-1").port("client"))) {
            redis.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(redis.getInputStream().read()).isEqualTo('+');
        }
    }
}
