package dev.halley.runtime.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.runtime.lifecycle.Lifecycle;
import dev.halley.runtime.lifecycle.LifecycleState;
import dev.halley.runtime.metrics.MeterRegistries;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ManagementServerIT {
    private static final String HOST = "127.0.0.1";

    private final Lifecycle lifecycle = new Lifecycle("test");
    private final PrometheusMeterRegistry registry = MeterRegistries.prometheus();
    private final ManagementServer server =
            ManagementServer.start(
                    HOST,
                    0,
                    lifecycle,
                    registry,
                    Map.of(
                            "tier",
                            "comet",
                            "instance",
                            "comet-1@00m1abcde",
                            "nodes",
                            List.of("a\"b", 1, true)));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void isAliveFromTheStartUntilItIsStopped() throws Exception {
        assertThat(get("/livez").statusCode()).isEqualTo(200);

        lifecycle.become(LifecycleState.STOPPED);

        assertThat(get("/livez").statusCode()).isEqualTo(503);
    }

    @Test
    void answersForItsOwnLifeAndForNoOther() throws Exception {
        assertThat(get("/livez/comet-1@00m1abcde").statusCode()).isEqualTo(200);
        assertThat(get("/livez/comet-1@00m1abcdd").statusCode()).isEqualTo(404);
    }

    @Test
    void isReadyWhenTheNodeIs() throws Exception {
        lifecycle.addCheck("kafka", () -> Optional.of("no broker answers"));
        HttpResponse<String> starting = get("/readyz");
        assertThat(starting.statusCode()).isEqualTo(503);
        assertThat(starting.body()).isEqualTo("kafka: no broker answers\nlifecycle: new\n");

        lifecycle.become(LifecycleState.RUNNING);
        lifecycle.removeCheck("kafka");

        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void showsMetricsInPrometheusText() throws Exception {
        registry.counter("halley.test.things").increment();

        HttpResponse<String> metrics = get("/metrics");

        assertThat(metrics.headers().firstValue("Content-Type"))
                .contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body())
                .contains("halley_test_things_total 1.0", "jvm_memory_used_bytes");
    }

    @Test
    void showsFactsAsJson() throws Exception {
        HttpResponse<String> info = get("/info");

        assertThat(info.body())
                .contains("\"tier\":\"comet\"")
                .contains("\"nodes\":[\"a\\\"b\",1,true]");
    }

    @Test
    void refusesWhatIsNotThere() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/metrics/more").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/metrics").statusCode()).isEqualTo(405);
        assertThat(send("HEAD", "/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void namesTheKeyOfAnAddressThatIsInUse() {
        assertThatThrownBy(
                        () ->
                                ManagementServer.start(
                                        HOST, server.port(), lifecycle, registry, Map.of()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(
                        "halley.management.port: 127.0.0.1:" + server.port() + ": Address already");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://" + HOST + ":" + server.port() + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
