package dev.halley.runtime.discovery.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.embedded.consul.ConsulAgent;
import dev.halley.embedded.consul.ConsulSettings;
import dev.halley.runtime.node.InstanceId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ConsulAccessIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String MASTER = "11111111-2222-3333-4444-555555555555";
    private static final String SERVICES =
            "service_prefix \\\"halley-\\\" {policy = \\\"write\\\"}";
    private static final String NODES = "node_prefix \\\"\\\" {policy = \\\"read\\\"}";
    private static final Pattern SECRET = Pattern.compile("\"SecretID\":\\s*\"([^\"]+)\"");

    @TempDir Path data;
    private ConsulAgent consul;
    private TestNode node;

    @BeforeEach
    void start() {
        consul = ConsulAgent.start(ConsulSettings.in(data).withToken(MASTER));
    }

    @AfterEach
    void close() {
        node.close();
        consul.close();
    }

    @Test
    void needsNoMoreThanTheDocumentedPolicy() throws Exception {
        node = node(token(SERVICES + " " + NODES)).register();

        await().atMost(LIMIT).until(node::ready);
        assertThat(node.names()).containsExactly("comet-1");
        node.discovery.deregister();
        await().atMost(LIMIT).until(() -> node.names().isEmpty());
    }

    @Test
    void isNotReadyWhenItsTokenSeesNoNodes() throws Exception {
        node = node(token(SERVICES)).register();

        await().atMost(LIMIT)
                .untilAsserted(
                        () ->
                                assertThat(node.discovery.whyNotReady().orElse(""))
                                        .contains("does not show this node")
                                        .contains("node:read"));
        assertThat(node.comets().known()).isFalse();
    }

    @Test
    void saysThatATokenIsRefusedAndNeverShowsIt() {
        String wrong = "99999999-2222-3333-4444-555555555555";
        node = node(wrong).register();

        await().atMost(LIMIT)
                .untilAsserted(
                        () ->
                                assertThat(node.discovery.whyNotReady().orElse(""))
                                        .contains("refuses halley.discovery.consul.token")
                                        .doesNotContain(wrong));
        await().atMost(LIMIT)
                .until(() -> node.count("halley.discovery.registrations", "result", "refused") > 1);
        assertThat(node.ready()).isFalse();
    }

    private TestNode node(String token) {
        return new TestNode(new InstanceId("comet-1", 1), consul.uri(), Map.of("token", token));
    }

    private String token(String rules) throws IOException, InterruptedException {
        put("/v1/acl/policy", "{\"Name\": \"halley\", \"Rules\": \"" + rules + "\"}");
        String made = put("/v1/acl/token", "{\"Policies\": [{\"Name\": \"halley\"}]}");
        Matcher secret = SECRET.matcher(made);
        assertThat(secret.find()).as(made).isTrue();
        return secret.group(1);
    }

    private String put(String path, String body) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(consul.uri() + path))
                        .header("X-Consul-Token", MASTER)
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
