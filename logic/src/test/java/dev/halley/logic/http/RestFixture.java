package dev.halley.logic.http;

import dev.halley.logic.config.HttpConfig;
import dev.halley.logic.config.NodesConfig;
import dev.halley.logic.http.RestServices.Nodes;
import dev.halley.logic.http.RestServices.Pushing;
import dev.halley.logic.http.RestServices.Sessions;
import dev.halley.logic.nodes.ConnectAdvice;
import dev.halley.logic.nodes.NodeDirectory;
import dev.halley.logic.online.OnlineCounts;
import dev.halley.runtime.config.ConfigLoader;
import dev.halley.runtime.discovery.StaticDiscovery;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real REST server on a free port, with {@link FakeServices} behind it. */
final class RestFixture implements AutoCloseable {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(5), ZoneOffset.UTC);

    final FakeServices services = new FakeServices();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final StaticDiscovery discovery;
    final RestServer server;
    private final NodeDirectory directory;
    private final HttpClient client = HttpClient.newHttpClient();

    RestFixture(String... config) {
        this(comets(), config);
    }

    RestFixture(List<NodeAddress> comets, String... config) {
        discovery = new StaticDiscovery(comets);
        TestConfig loaded = load(config);
        OnlineCounts online = new OnlineCounts("default", services, Runnable::run);
        directory = new NodeDirectory(discovery, online, CLOCK);
        RestServices all =
                new RestServices(
                        new Pushing(services, services),
                        new Sessions(services, services, online),
                        new Nodes(directory, new ConnectAdvice(loaded.nodes(), directory)));
        server = new RestServer(loaded.http(), "default", true, all, registry);
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

    private static TestConfig load(String... config) {
        Map<String, String> overrides = new HashMap<>();
        overrides.put("halley.logic.http.port", "0");
        for (String line : config) {
            int equals = line.indexOf('=');
            overrides.put("halley.logic." + line.substring(0, equals), line.substring(equals + 1));
        }
        return new ConfigLoader(Map.of()).load(TestConfig.class, null, overrides);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
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

    HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    double rejected(String reason) {
        return registry.get("halley.logic.http.rejected").tag("reason", reason).counter().count();
    }

    @Override
    public void close() {
        server.close();
        directory.close();
        discovery.close();
    }

    /** The sections of logic's configuration that REST reads. */
    @ConfigMapping(prefix = "halley.logic")
    interface TestConfig {
        HttpConfig http();

        NodesConfig nodes();
    }
}
