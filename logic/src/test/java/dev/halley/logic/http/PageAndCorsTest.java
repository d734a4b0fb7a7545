package dev.halley.logic.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class PageAndCorsTest {
    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/index.html, text/html; charset=utf-8",
        "/node.js, text/javascript; charset=utf-8",
    })
    void servesThePage(String path, String type) {
        try (RestFixture rest = new RestFixture()) {
            HttpResponse<String> answer = rest.get(path);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains(type);
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("connect-src 'self' ws: wss:");
        }
    }

    @Test
    void doesNotSendAgainWhatTheBrowserHas() {
        try (RestFixture rest = new RestFixture()) {
            HttpResponse<String> first = rest.get("/");
            String etag = first.headers().firstValue("ETag").orElseThrow();

            HttpResponse<String> again = rest.send("GET", "/", "", "If-None-Match", etag);
            HttpResponse<String> head = rest.send("HEAD", "/", "");

            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0))
                    .isEqualTo(first.body().getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @ParameterizedTest
    @CsvSource({"/../logback.xml", "/page/index.html", "/%2e%2e/logback.xml", "/nothing.js"})
    void servesNothingElse(String path) {
        try (RestFixture rest = new RestFixture()) {
            HttpResponse<String> answer = rest.get(path);

            assertThat(answer.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void callsFromOtherPagesAreOffByDefault() {
        try (RestFixture rest = new RestFixture()) {
            HttpResponse<String> answer =
                    rest.send("GET", "/v1/online", "", "Origin", "https://a.example");

            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void answersThePreflightOfAConfiguredOrigin() {
        try (RestFixture rest = new RestFixture("http.cors-origins=https://a.example")) {
            HttpResponse<String> preflight =
                    rest.send(
                            "OPTIONS",
                            "/v1/push",
                            "",
                            "Origin",
                            "https://a.example",
                            "Access-Control-Request-Method",
                            "POST",
                            "Access-Control-Request-Headers",
                            "content-type");
            HttpResponse<String> other =
                    rest.send("GET", "/v1/online", "", "Origin", "https://b.example");

            assertThat(preflight.statusCode()).isEqualTo(204);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("https://a.example");
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
                    .contains("POST");
            HttpResponse<String> own =
                    rest.send(
                            "GET",
                            "/v1/online",
                            "",
                            "Origin",
                            "http://127.0.0.1:" + rest.server.port());
            assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
            assertThat(other.statusCode()).isEqualTo(403);
            assertThat(own.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void letsEveryOriginInWhenToldTo() {
        try (RestFixture rest = new RestFixture("http.cors-origins=*")) {
            HttpResponse<String> answer =
                    rest.send("GET", "/goim/online/total", "", "Origin", "https://a.example");

            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        }
    }
}
