package dev.halley.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.halley.sdk.Endpoint.Transport;
import dev.halley.sdk.nodes.BestNodes;
import dev.halley.sdk.nodes.NodeSelector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class SeveralCometsIT {

    private static final Duration MOST = Duration.ofMillis(200);
    private static final Identity SOMEBODY = Identity.ofUser("1", 1000);

    private final RecordingListener listener = new RecordingListener();

    @ParameterizedTest
    @EnumSource(Transport.class)
    void goesToTheOtherCometWithinItsBackoffWhenTheFirstIsKilled(Transport transport)
            throws Exception {
        try (FakeComet first = new FakeComet(transport);
                FakeComet second = new FakeComet(transport);
                HalleyClient client = client(inOrder(first.endpoint(), second.endpoint()))) {
            var unused = client.connect();
            FakePeer killed = first.acceptSession();
            await().until(() -> client.state() == ClientState.ONLINE);
            first.kill();
            killed.close();
            FakePeer present = second.acceptSession();
            present.push(1000, "afterwards");
            await().until(() -> listener.messages.contains("1000:afterwards"));
            assertThat(listener.disconnects).hasSize(1);
            assertThat(listener.disconnects.get(0).delay()).isLessThanOrEqualTo(MOST);
        }
    }

    @Test
    void leavesOneThatRefusesForTheNext() throws Exception {
        int freePort;
        try (FakeComet gone = new FakeComet(Transport.TCP)) {
            freePort = gone.endpoint().port();
        }
        try (FakeComet second = new FakeComet(Transport.TCP);
                HalleyClient client =
                        client(inOrder(Endpoint.tcp("127.0.0.1", freePort), second.endpoint()))) {
            CompletableFuture<Void> online = client.connect();
            second.acceptSession();
            online.get(10, TimeUnit.SECONDS);
            assertThat(client.stats().failedAttempts()).isEqualTo(1);
        }
    }

    @Test
    void asksLogicBeforeEveryAttemptAndTheNextLogicWhenOneIsAway() throws Exception {
        int freePort;
        try (FakeComet gone = new FakeComet(Transport.TCP)) {
            freePort = gone.endpoint().port();
        }
        try (FakeComet comet = new FakeComet(Transport.TCP);
                FakeLogic logic = new FakeLogic(comet.endpoint().port());
                HalleyClient client =
                        client(
                                new BestNodes(
                                        List.of(
                                                URI.create("http://127.0.0.1:" + freePort),
                                                logic.base()),
                                        Transport.TCP))) {
            CompletableFuture<Void> online = client.connect();
            FakePeer peer = comet.acceptSession();
            online.get(10, TimeUnit.SECONDS);
            logic.stop();
            peer.close();
            comet.acceptSession();
            await().until(() -> client.stats().connects() == 2);
        }
    }

    @Test
    void anAttemptWithoutAnAnswerWhereToGoIsOverInTime() {
        ClientOptions.Timing standard = ClientOptions.Timing.standard();
        ClientOptions.Timing quick =
                new ClientOptions.Timing(
                        Duration.ofMillis(50),
                        standard.auth(),
                        standard.request(),
                        standard.heartbeat(),
                        standard.stable());
        ClientOptions options =
                ClientOptions.of(CompletableFuture::new, SOMEBODY)
                        .withTiming(quick)
                        .withBackoff(Backoff.none());
        try (HalleyClient client = new HalleyClient(options, listener)) {
            assertThatThrownBy(() -> client.connect().get(10, TimeUnit.SECONDS));
            assertThat(listener.disconnects.get(0).detail())
                    .isEqualTo("nobody said in time where to connect");
        }
    }

    @Test
    void aSelectorThatFailsIsAFailedAttempt() {
        NodeSelector broken =
                () -> {
                    throw new IllegalStateException("no idea");
                };
        ClientOptions options = ClientOptions.of(broken, SOMEBODY).withBackoff(Backoff.none());
        try (HalleyClient client = new HalleyClient(options, listener)) {
            assertThatThrownBy(() -> client.connect().get(10, TimeUnit.SECONDS));
            assertThat(listener.disconnects.get(0).detail())
                    .startsWith("no comet is known: ")
                    .endsWith("no idea");
        }
    }

    private HalleyClient client(NodeSelector nodes) {
        Backoff backoff = new Backoff(MOST, MOST, Integer.MAX_VALUE);
        return new HalleyClient(
                ClientOptions.of(nodes, SOMEBODY)
                        .withProtocol(Protocol.version1())
                        .withBackoff(backoff),
                listener);
    }

    private static NodeSelector inOrder(Endpoint... endpoints) {
        List<Endpoint> all = List.of(endpoints);
        return () -> CompletableFuture.completedStage(all);
    }

    /** Answers {@code GET /v1/nodes/best} with one comet. */
    private static final class FakeLogic implements AutoCloseable {

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

        FakeLogic(int cometPort) throws IOException {
            String body =
                    """
                    {"nodes":["127.0.0.1"],"candidates":[{"name":"comet-1","host":"127.0.0.1",
                    "tcp_port":%d,"ws_port":1}]}
                    """
                            .formatted(cometPort);
            server.createContext(
                    "/v1/nodes/best",
                    exchange -> {
                        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(200, bytes.length);
                        exchange.getResponseBody().write(bytes);
                        exchange.close();
                    });
            server.start();
        }

        URI base() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        void stop() {
            server.stop(0);
        }

        @Override
        public void close() {
            stop();
        }
    }
}
