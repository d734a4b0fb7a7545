package dev.halley.embedded.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.embedded.EmbeddedServerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class ConsulAgentIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TOKEN = "b1gs4f3e-0000-0000-0000-000000000000";

    @TempDir private Path data;

    @Test
    void keepsItsDataAndPortWhenStoppedAndStartedAgain() throws Exception {
        try (ConsulAgent consul = ConsulAgent.start(data)) {
            assertThat(put(consul, "hello").body()).isEqualTo("true");

            consul.stop();
            assertThat(consul.running()).isFalse();
            consul.start();

            assertThat(read(consul, Optional.empty()).body()).isEqualTo("hello");
        }
    }

    @Test
    void startsAgainAfterAKillAsNewWhenToldToForget() throws Exception {
        try (ConsulAgent consul = ConsulAgent.start(data)) {
            put(consul, "hello");
            long before = consul.pid();

            consul.kill();
            consul.forget();
            consul.start();

            assertThat(consul.pid()).isNotEqualTo(before);
            assertThat(read(consul, Optional.empty()).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void letsInOnlyThoseWithTheTokenWhenItHasOne() throws Exception {
        try (ConsulAgent consul = ConsulAgent.start(ConsulSettings.in(data).withToken(TOKEN))) {
            assertThat(read(consul, Optional.empty()).statusCode()).isEqualTo(403);
            assertThat(read(consul, Optional.of(TOKEN)).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void takesSettingsOfConsulsOwn() throws Exception {
        ConsulSettings settings = ConsulSettings.in(data).withMore("{\"datacenter\": \"north\"}");
        try (ConsulAgent consul = ConsulAgent.start(settings)) {
            HttpResponse<String> answer = get(consul, "/v1/agent/self", Optional.empty());

            assertThat(answer.body()).contains("\"Datacenter\":\"north\"");
        }
    }

    @Test
    void leavesNoProcessWhenClosed() {
        long pid;
        try (ConsulAgent consul = ConsulAgent.start(data)) {
            pid = consul.pid();
        }

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void namesThePortThatIsInUse() throws IOException {
        ConsulSettings settings = ConsulSettings.in(data);
        try (ServerSocket other =
                        new ServerSocket(settings.httpPort(), 1, InetAddress.getLoopbackAddress());
                ConsulAgent consul = new ConsulAgent(settings)) {
            assertThatThrownBy(consul::start)
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessage("consul: port %d is in use on 127.0.0.1", other.getLocalPort());
        }
    }

    @Test
    void saysWhatConsulSaidWhenItCannotStart() {
        ConsulSettings settings = ConsulSettings.in(data).withMore("{\"no_such_key\": 1}");
        try (ConsulAgent consul = new ConsulAgent(settings)) {
            assertThatThrownBy(consul::start)
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageStartingWith(
                            "consul: cannot start with the data in " + data.toAbsolutePath())
                    .hasMessageContaining("no_such_key");
            assertThat(consul.running()).isFalse();
        }
    }

    private static HttpResponse<String> put(ConsulAgent consul, String value) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(consul.uri() + "/v1/kv/greeting"))
                        .PUT(BodyPublishers.ofString(value))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> read(ConsulAgent consul, Optional<String> token)
            throws Exception {
        return get(consul, "/v1/kv/greeting?raw", token);
    }

    private static HttpResponse<String> get(ConsulAgent consul, String path, Optional<String> token)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(consul.uri() + path));
        token.ifPresent(text -> request.header("X-Consul-Token", text));
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
