package dev.halley.logic.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RestDrainTest {
    private final RestFixture rest = new RestFixture("http.drain-time=20s");

    @AfterEach
    void stop() {
        rest.close();
    }

    @Test
    void aCallerThatKeepsItsConnectionIsAskedToLeaveWithItsNextAnswer() throws Exception {
        try (RawHttp kept = new RawHttp(rest.server.port())) {
            kept.send(online());
            assertThat(kept.readUntil("}")).startsWith("HTTP/1.1 200").doesNotContain("close");

            CompletableFuture<Void> drained = drain();
            askUntilToldToLeave(kept);

            assertThat(kept.readToEnd()).isEmpty();
            drained.get();
        }
    }

    @Test
    void aRequestAtWorkIsAnswered() throws Exception {
        CompletableFuture<Long> kafka = new CompletableFuture<>();
        rest.services.onPush = command -> kafka;
        CompletableFuture<HttpResponse<String>> answer =
                CompletableFuture.supplyAsync(
                        () -> rest.send("POST", "/goim/push/all?operation=1", "x"));
        await().until(() -> !rest.services.pushed.isEmpty());

        CompletableFuture<Void> drained;
        try (RawHttp other = new RawHttp(rest.server.port())) {
            drained = drain();
            askUntilToldToLeave(other);
        }
        kafka.complete(7L);

        assertThat(answer.get().statusCode()).isEqualTo(200);
        drained.get();
    }

    private static void askUntilToldToLeave(RawHttp kept) throws IOException {
        String last = "";
        while (!last.contains("onnection: close")) {
            kept.send(online());
            last = kept.readUntil("}");
            assertThat(last).startsWith("HTTP/1.1 200");
        }
    }

    private CompletableFuture<Void> drain() {
        return CompletableFuture.runAsync(() -> rest.server.drainAndStop(Duration.ofSeconds(40)));
    }

    private static String online() {
        return "GET /v1/online HTTP/1.1\r\nHost: x\r\n\r\n";
    }
}
