package dev.halley.logic.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RestLimitsTest {
    private static final String PUSH = "/goim/push/all?operation=1";
    private static final String CLOSE = "Host: x\r\nConnection: close\r\n";

    @Test
    void answers413OverTheBodyLimitAndGoesOn() {
        try (RestFixture rest = new RestFixture("http.max-body-bytes=1000")) {
            HttpResponse<String> full = rest.post(PUSH, "x".repeat(1000));
            HttpResponse<String> goim = rest.post(PUSH, "x".repeat(1001));
            HttpResponse<String> v1 = rest.post("/v1/push", "x".repeat(1001));

            assertThat(full.statusCode()).isEqualTo(200);
            assertThat(goim.statusCode()).isEqualTo(413);
            assertThat(goim.body())
                    .isEqualTo(
                            "{\"code\":-400,\"message\":"
                                    + "\"body: too large (expected: at most 1000 bytes)\"}");
            assertThat(v1.statusCode()).isEqualTo(413);
            assertThat(v1.body()).contains("urn:halley:problem:body-too-large");
            assertThat(rest.rejected("body_too_large")).isEqualTo(2);
            assertThat(rest.services.pushed).hasSize(1);
        }
    }

    @Test
    void takesABodyOfTheFullLimitInPieces() throws IOException {
        try (RestFixture rest = new RestFixture();
                RawHttp raw = new RawHttp(rest.server.port())) {
            raw.send(
                    "POST "
                            + PUSH
                            + " HTTP/1.1\r\n"
                            + CLOSE
                            + "Transfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 16; i++) {
                raw.send("10000\r\n" + "y".repeat(65536) + "\r\n");
            }

            String answer = raw.send("0\r\n\r\n").readToEnd();

            assertThat(answer).startsWith("HTTP/1.1 200 OK");
            assertThat(rest.services.pushed.poll().payload().size()).isEqualTo(1 << 20);
        }
    }

    @Test
    void refusesAChunkedBodyOverTheLimit() throws IOException {
        try (RestFixture rest = new RestFixture("http.max-body-bytes=1000");
                RawHttp raw = new RawHttp(rest.server.port())) {
            raw.send(
                    "POST "
                            + PUSH
                            + " HTTP/1.1\r\n"
                            + CLOSE
                            + "Transfer-Encoding: chunked\r\n\r\n");

            String answer = raw.send("400\r\n" + "y".repeat(1024) + "\r\n0\r\n\r\n").readToEnd();

            assertThat(answer).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void doesNotReadAnEndlessBody() throws IOException {
        try (RestFixture rest = new RestFixture("http.max-body-bytes=1000");
                RawHttp raw = new RawHttp(rest.server.port())) {
            raw.send(
                    "POST " + PUSH + " HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n");

            String answer = raw.readToEnd();

            assertThat(answer).startsWith("HTTP/1.1 413").containsIgnoringCase("connection: close");
        }
    }

    @Test
    void saysContinueOnlyToWhatItTakes() throws IOException {
        String head = "POST " + PUSH + " HTTP/1.1\r\n" + CLOSE + "Expect: 100-continue\r\n";
        try (RestFixture rest = new RestFixture("http.max-body-bytes=1000");
                RawHttp small = new RawHttp(rest.server.port());
                RawHttp large = new RawHttp(rest.server.port())) {
            small.send(head + "Content-Length: 2\r\n\r\n").readUntil("HTTP/1.1 100");

            assertThat(small.send("hi").readToEnd()).contains("HTTP/1.1 200 OK");
            assertThat(large.send(head + "Content-Length: 2000\r\n\r\n").readToEnd())
                    .startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void answers503WhenTooManyPushesAreInFlight() {
        try (RestFixture rest = new RestFixture("http.max-pushes-in-flight=1")) {
            CompletableFuture<Long> kafka = new CompletableFuture<>();
            rest.services.onPush = command -> kafka;
            CompletableFuture<HttpResponse<String>> first =
                    CompletableFuture.supplyAsync(() -> rest.post(PUSH, "x"));
            await().until(() -> rest.services.pushed.size() == 1);

            HttpResponse<String> goim = rest.post(PUSH, "x");
            HttpResponse<String> v1 = rest.post("/v1/push", "{}");
            kafka.complete(1L);

            assertThat(goim.statusCode()).isEqualTo(500);
            assertThat(goim.body()).contains("\"code\":-500");
            assertThat(v1.statusCode()).isEqualTo(503);
            assertThat(v1.headers().firstValue("Retry-After")).contains("1");
            assertThat(first.join().statusCode()).isEqualTo(200);
            assertThat(rest.rejected("pushes_in_flight")).isEqualTo(2);
            assertThat(rest.post(PUSH, "x").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void boundsTheBytesOfAllBodiesTogether() {
        try (RestFixture rest = new RestFixture("http.max-body-bytes-in-flight=65536")) {
            CompletableFuture<Long> kafka = new CompletableFuture<>();
            rest.services.onPush = command -> kafka;
            CompletableFuture<HttpResponse<String>> first =
                    CompletableFuture.supplyAsync(() -> rest.post(PUSH, "x".repeat(50_000)));
            await().until(() -> rest.services.pushed.size() == 1);

            HttpResponse<String> second = rest.post("/v1/push", "x".repeat(50_000));
            kafka.complete(1L);

            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(first.join().statusCode()).isEqualTo(200);
            assertThat(rest.rejected("body_bytes")).isEqualTo(1);
            assertThat(rest.registry.get("halley.logic.http.body.bytes").gauge().value()).isZero();
        }
    }

    @Test
    void closesABodyThatTricklesIn() throws IOException {
        try (RestFixture rest = new RestFixture("http.body-timeout=1s");
                RawHttp raw = new RawHttp(rest.server.port())) {
            raw.send("POST " + PUSH + " HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab");

            assertThat(raw.readToEnd()).isEmpty();
            assertThat(rest.rejected("body_too_slow")).isEqualTo(1);
            await().until(
                            () ->
                                    rest.registry.get("halley.logic.http.in.flight").gauge().value()
                                            == 0);
        }
    }

    @Test
    void closesAHeadThatTricklesIn() throws IOException {
        try (RestFixture rest = new RestFixture("http.idle-timeout=1s");
                RawHttp raw = new RawHttp(rest.server.port())) {
            raw.send("GET /goim/online/total HTTP/1.1\r\nHost:");

            assertThat(raw.readToEnd()).isEmpty();
            assertThat(rest.rejected("idle")).isEqualTo(1);
        }
    }

    @Test
    void closesWhatIsNotAnsweredInTime() throws IOException {
        try (RestFixture rest = new RestFixture("http.request-timeout=1s");
                RawHttp raw = new RawHttp(rest.server.port())) {
            rest.services.onPush = command -> new CompletableFuture<>();
            raw.send("POST " + PUSH + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");

            assertThat(raw.readToEnd()).isEmpty();
            assertThat(rest.rejected("request_too_slow")).isEqualTo(1);
        }
    }

    @Test
    void closesConnectionsOverTheLimit() throws IOException {
        try (RestFixture rest = new RestFixture("http.max-connections=1");
                RawHttp first = new RawHttp(rest.server.port())) {
            first.send("GET /goim/online/total HTTP/1.1\r\nHost: x\r\n\r\n").readUntil("{");
            try (RawHttp second = new RawHttp(rest.server.port())) {
                assertThat(second.readToEnd()).isEmpty();
            }
            assertThat(rest.rejected("connections")).isEqualTo(1);
            first.disconnect();

            await().until(
                            () ->
                                    rest.registry
                                                    .get("halley.logic.http.connections")
                                                    .gauge()
                                                    .value()
                                            == 0);
            assertThat(rest.get("/goim/online/total").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void stopsServingACallerThatDoesNotRead() throws IOException {
        try (RestFixture rest = new RestFixture();
                RawHttp raw = new RawHttp(rest.server.port())) {
            String requests = "GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100);
            CompletableFuture<Void> sending =
                    CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0;
                                        i < 1000 && rest.rejected("slow_reader") == 0;
                                        i++) {
                                    sendQuietly(raw, requests);
                                }
                            });

            await().until(() -> rest.rejected("slow_reader") > 0);
            sending.join();
        }
    }

    private static void sendQuietly(RawHttp raw, String text) {
        try {
            raw.send(text);
        } catch (IOException e) {
            // The server has had enough: what the test is about.
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what is this\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET /goim/online/total HTTP/1.1\r\nno colon here\r\n\r\n",
                "POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: ten\r\n\r\n",
                "POST /v1/push HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "GET /v1/users/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/rooms/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/rooms?limit=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /goim/online/top?type=%&limit=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
            })
    void badHttpIsNeverAServerError(String bytes) throws IOException {
        try (RestFixture rest = new RestFixture("http.body-timeout=1s");
                RawHttp raw = new RawHttp(rest.server.port())) {
            String answer = raw.send(bytes).readToEnd();

            assertThat(answer).doesNotContain("HTTP/1.1 5", "Exception", "at io.");
            assertThat(rest.get("/goim/online/total").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /%s HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nX: %s\r\n\r\n"})
    void headsHaveALimit(String template) throws IOException {
        try (RestFixture rest = new RestFixture();
                RawHttp raw = new RawHttp(rest.server.port())) {
            String answer = raw.send(template.formatted("x".repeat(100_000))).readToEnd();

            assertThat(answer).doesNotStartWith("HTTP/1.1 2").doesNotStartWith("HTTP/1.1 5");
        }
    }

    @Test
    void saysWhichPortIsTaken() {
        try (RestFixture rest = new RestFixture()) {
            int taken = rest.server.port();

            assertThatThrownBy(() -> new RestFixture("http.port=" + taken))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("halley.logic.http.port: 127.0.0.1:" + taken);
        }
    }

    @Test
    void answersWhatIsInFlightWhenItStops() throws IOException {
        try (RestFixture rest = new RestFixture();
                RawHttp raw = new RawHttp(rest.server.port())) {
            CompletableFuture<Long> kafka = new CompletableFuture<>();
            rest.services.onPush = command -> kafka;
            raw.send("POST " + PUSH + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
            await().until(() -> rest.services.pushed.size() == 1);

            CompletableFuture<Void> stopped =
                    CompletableFuture.runAsync(
                            () -> rest.server.drainAndStop(Duration.ofSeconds(10)));
            await().until(() -> !accepts(rest.server.port()));
            kafka.complete(1L);

            assertThat(raw.readToEnd()).startsWith("HTTP/1.1 200 OK");
            stopped.join();
        }
    }

    private static boolean accepts(int port) {
        try (RawHttp raw = new RawHttp(port)) {
            return !raw.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .readToEnd()
                    .isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
