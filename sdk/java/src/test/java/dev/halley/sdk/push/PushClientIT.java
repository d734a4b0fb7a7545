package dev.halley.sdk.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.halley.sdk.push.PushException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PushClientIT {

    private final CountDownLatch release = new CountDownLatch(1);
    private HttpServer server;
    private URI base;
    private volatile int status = 200;
    private volatile String answer = "{\"code\":0,\"message\":\"\"}";
    private volatile boolean mute;
    private volatile String seen = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext(
                "/",
                exchange -> {
                    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    seen =
                            "%s %s %s"
                                    .formatted(
                                            exchange.getRequestMethod(),
                                            exchange.getRequestURI(),
                                            body);
                    if (mute) {
                        awaitRelease();
                    }
                    byte[] bytes = answer.getBytes(UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.stop(0);
    }

    @Test
    void pushesByHalleysRoute() throws Exception {
        status = 202;
        answer = "{\"id\":\"7205759403792793600\"}";
        PushExtras extras = PushExtras.ofTtl(Duration.ofMinutes(1)).withIdempotencyKey("k 1");
        long id =
                new PushClient(base)
                        .push(PushTarget.room("live://1"), 1000, "hi".getBytes(UTF_8), extras)
                        .get(10, TimeUnit.SECONDS);
        assertThat(id).isEqualTo(7205759403792793600L);
        assertThat(seen)
                .isEqualTo(
                        "POST /v1/push {\"room\":\"live://1\",\"operation\":1000,"
                                + "\"payload_base64\":\"aGk=\",\"ttl_s\":60,"
                                + "\"idempotency_key\":\"k 1\"}");
    }

    @Test
    void pushesByGoimsRoutes() throws Exception {
        assertGoim(PushTarget.room("live://a b"), "room?operation=5&type=live&room=a+b");
        assertGoim(
                new PushTarget.Keys(List.of("k,1", "k2")), "keys?operation=5&keys=k%2C1&keys=k2");
        assertGoim(new PushTarget.Users(List.of("1", "2")), "mids?operation=5&mids=1&mids=2");
        assertGoim(new PushTarget.Everyone(64), "all?operation=5&speed=64");
    }

    @Test
    void tellsRefusalFromOutage() {
        PushClient client = new PushClient(base);
        answer = "{\"code\":-400,\"message\":\"no such thing\"}";
        assertKind(client.pushGoim(PushTarget.key("k"), 1, new byte[0]), Kind.REFUSED, 200);
        status = 422;
        answer = "{\"title\":\"x\",\"detail\":\"operation: missing\"}";
        assertKind(client.push(PushTarget.key("k"), 1, new byte[0]), Kind.REFUSED, 422);
        status = 503;
        assertKind(client.push(PushTarget.key("k"), 1, new byte[0]), Kind.UNAVAILABLE, 503);
        status = 202;
        answer = "<html>";
        assertKind(client.push(PushTarget.key("k"), 1, new byte[0]), Kind.BAD_ANSWER, 202);
    }

    @Test
    void noAnswerInTimeIsATimeoutThatMayHaveBeenAccepted() {
        mute = true;
        PushOptions options =
                new PushOptions(base, Duration.ofSeconds(5), Duration.ofMillis(100), 8);
        CompletableFuture<Long> push =
                new PushClient(options).push(PushTarget.everyone(), 1, new byte[0]);
        assertThatThrownBy(() -> push.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        PushException.class,
                        e -> {
                            assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
                            assertThat(e.mayBeAccepted()).isTrue();
                        });
    }

    @Test
    void boundsWhatIsInFlight() {
        mute = true;
        PushOptions options =
                new PushOptions(base, Duration.ofSeconds(5), Duration.ofSeconds(20), 1);
        PushClient client = new PushClient(options);
        CompletableFuture<Long> first = client.push(PushTarget.everyone(), 1, new byte[0]);
        assertKind(client.push(PushTarget.everyone(), 1, new byte[0]), Kind.TOO_MANY_IN_FLIGHT, 0);
        assertThat(first).isNotDone();
    }

    @Test
    void nobodyThereIsUnreachable() {
        server.stop(0);
        assertKind(
                new PushClient(base).push(PushTarget.everyone(), 1, new byte[0]),
                Kind.UNREACHABLE,
                0);
    }

    @Test
    void refusesTargetsThatMeanNothing() {
        assertThatThrownBy(() -> PushTarget.room("1000"))
                .hasMessage("room: \"1000\" (expected: type://id)");
        assertThatThrownBy(() -> new PushTarget.Users(List.of()))
                .hasMessage("users: [] (expected: at least one)");
        assertThatThrownBy(() -> PushOptions.of(URI.create("127.0.0.1")))
                .hasMessage("base: 127.0.0.1 (expected: http://host:port or https://host:port)");
    }

    private void assertGoim(PushTarget target, String route) throws Exception {
        new PushClient(base).pushGoim(target, 5, "body".getBytes(UTF_8)).get(10, TimeUnit.SECONDS);
        assertThat(seen).isEqualTo("POST /goim/push/" + route + " body");
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertKind(CompletableFuture<?> push, Kind kind, int status) {
        assertThatThrownBy(() -> push.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        PushException.class,
                        e -> {
                            assertThat(e.kind()).isEqualTo(kind);
                            assertThat(e.status()).isEqualTo(status);
                        });
    }
}
