package dev.halley.logic.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.logic.config.HttpConfig;
import dev.halley.logic.config.NodesConfig;
import dev.halley.logic.http.RestServices.Nodes;
import dev.halley.logic.http.RestServices.Pushing;
import dev.halley.logic.http.RestServices.Sessions;
import dev.halley.logic.http.RestServices.Streams;
import dev.halley.logic.http.request.Admission;
import dev.halley.logic.http.request.BodyLimits;
import dev.halley.logic.http.request.RequestMetrics;
import dev.halley.logic.nodes.ClusterNodes;
import dev.halley.logic.nodes.ConnectAdvice;
import dev.halley.logic.nodes.NodeDirectory;
import dev.halley.logic.online.OnlineCounts;
import dev.halley.logic.presence.CometPresence;
import dev.halley.logic.presence.PresenceTimes;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.discovery.StaticDiscovery;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.ConfigMapping;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real REST server on a free port, with {@link FakeServices} behind it. Registered as an extension
 * of a class whose tests share it, it calms them after each test and closes with the last.
 */
public final class RestFixture implements AutoCloseable, AfterEachCallback, AfterAllCallback {
    private static final PresenceTimes TIMES =
            new PresenceTimes(Duration.ofSeconds(15), Duration.ofSeconds(30));
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(5), ZoneOffset.UTC);

    /** What the server asks. */
    public final FakeServices services = new FakeServices();

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final StaticDiscovery discovery;
    final RestServer server;
    private final CometPresence presence;
    private final NodeDirectory directory;
    private final TestConfig config;
    private final RestServices all;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Settings below {@code halley.logic}, as {@code key=value}. */
    public RestFixture(String... settings) {
        this(comets(), settings);
    }

    /** The same with these comets. */
    public RestFixture(List<NodeAddress> comets, String... settings) {
        discovery = new StaticDiscovery(comets);
        config = load(settings);
        OnlineCounts online = new OnlineCounts("default", services, Runnable::run);
        presence = new CometPresence(discovery, services, TIMES, () -> 0);
        directory = new NodeDirectory(discovery, online, presence::answers, CLOCK);
        all =
                new RestServices(
                        new Pushing(services, services, services),
                        new Sessions(services, services, online),
                        new Nodes(
                                directory,
                                new ConnectAdvice(config.nodes(), directory),
                                new ClusterNodes(discovery, presence)),
                        new Streams(services, services));
        server = new RestServer(config.http(), "default", true, all, registry);
        server.start();
    }

    static List<NodeAddress> comets() {
        Map<String, String> metadata =
                Map.of(
                        NodeMetadata.REGION, "sh",
                        NodeMetadata.ZONE, "sh001",
                        NodeMetadata.TCP_PORT, "4101",
                        NodeMetadata.WS_PORT, "4102");
        return List.of(new NodeAddress(NodeTier.COMET, "comet-1", "10.0.0.1", 3109, metadata));
    }

    private static TestConfig load(String... settings) {
        Map<String, String> overrides = new HashMap<>();
        overrides.put("halley.logic.http.port", "0");
        for (String line : settings) {
            int equals = line.indexOf('=');
            overrides.put("halley.logic." + line.substring(0, equals), line.substring(equals + 1));
        }
        return new ConfigLoader(Map.of()).load(TestConfig.class, null, overrides);
    }

    /** Every method and path that is served, such as {@code GET /v1/users/:user}. */
    List<String> operations() {
        Vertx vertx = Vertx.vertx();
        try {
            BodyLimits limits =
                    new BodyLimits(
                            1, new Admission(1, 1), new RequestMetrics(new SimpleMeterRegistry()));
            Router router =
                    new Routes("default", all, limits)
                            .router(vertx, config.http(), new LastRoutes(Optional.empty()));
            return router.getRoutes().stream()
                    .filter(route -> route.methods() != null && route.getPath() != null)
                    .map(route -> route.methods().iterator().next() + " " + route.getPath())
                    .toList();
        } finally {
            vertx.close();
        }
    }

    /** The answer to any request; headers as names and values in turn. */
    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The answer to a GET. */
    public HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    /** The answer to a POST; headers as names and values in turn. */
    public HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    /** The answer to a POST of these bytes. */
    public HttpResponse<String> postBytes(String path, byte[] body)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Holds an answer to all that it is to be. */
    public static void expect(HttpResponse<String> answer, int status, String type, String body) {
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains(type);
    }

    double rejected(String reason) {
        return registry.get("halley.logic.http.rejected").tag("reason", reason).counter().count();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        services.calm();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        server.close();
        directory.close();
        presence.close();
        discovery.close();
    }

    /** The sections of logic's configuration that REST reads. */
    @ConfigMapping(prefix = "halley.logic")
    interface TestConfig {
        HttpConfig http();

        NodesConfig nodes();
    }
}
