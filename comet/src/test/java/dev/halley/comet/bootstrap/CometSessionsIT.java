package dev.halley.comet.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.halley.api.comet.CloseReplacedRequest;
import dev.halley.api.comet.CometQueryGrpc;
import dev.halley.api.logic.Registration;
import dev.halley.api.record.Route;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import dev.halley.runtime.rpc.GrpcChannels;
import dev.halley.testkit.goim.GoimPacket;
import dev.halley.testkit.goim.RawTcpClient;
import dev.halley.testkit.goim.RawWebSocketClient;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions over their life: replaced, renewed, without logic, behind a load balancer, drained. */
@Timeout(60)
class CometSessionsIT {
    private CometFixture comet = new CometFixture(Map.of());

    @AfterEach
    void stop() {
        comet.close();
    }

    @Test
    void closesASessionThatLogicSaysIsReplaced() throws IOException {
        start(Map.of());
        try (RawWebSocketClient client = comet.ws()) {
            client.send(CometFixture.auth(1, "{\"mid\":7}"));
            client.receive();
            Registration route = comet.logic.routes.values().iterator().next();
            closeReplaced(route);
            assertThat(client.receiveFrame().closeCode()).isEqualTo(4005);
        }
        await().until(() -> comet.closes("replaced") == 1);
    }

    @Test
    void renewsRoutesAndClosesThoseWithASuccessor() throws IOException {
        start(Map.of("halley.comet.upstream.renewal-interval", "1s"));
        try (RawTcpClient client = comet.session("")) {
            comet.logic.routes.clear();
            await().until(() -> comet.logic.routes.size() == 1);
            comet.logic.replaced.addAll(comet.logic.routes.keySet());
            assertThat(client.closedByPeer()).isTrue();
        }
        assertThat(comet.closes("replaced")).isEqualTo(1);
        await().until(() -> comet.logic.routes.isEmpty());
    }

    @Test
    void keepsSessionsAndTurnsNewOnesAwayWhileLogicIsAway() throws IOException {
        start(Map.of("halley.comet.upstream.renewal-interval", "1s"));
        try (RawTcpClient client = comet.session("live://1");
                RawTcpClient leaving = comet.session("live://1");
                RawWebSocketClient late = comet.ws()) {
            comet.logic.away = true;
            late.send(CometFixture.auth(1, "{\"mid\":8}"));
            assertThat(late.receiveFrame().closeCode()).isEqualTo(4010);
            leaving.reset();
            client.send(GoimPacket.of(4, 5, "while away"));
            client.send(GoimPacket.of(2, 6, ""));
            assertThat(client.receive().operation()).isEqualTo(3);
            await().until(() -> comet.count("halley.comet.renewal.failures") > 0);
            await().until(() -> comet.count("halley.comet.disconnect.retries") > 0);

            comet.logic.away = false;

            assertThat(client.receive().sequence()).isEqualTo(5);
            await().until(() -> comet.logic.routes.size() == 1);
            assertThat(comet.logic.received).hasSize(1);
        }
    }

    @Test
    void removesTheRouteOfAClientThatLeftWhileLogicWasAsked() throws IOException {
        start(Map.of("halley.comet.upstream.connect-deadline", "1s"));
        comet.logic.silent = true;
        try (RawTcpClient client = comet.tcp()) {
            client.send(CometFixture.auth(1, "{\"mid\":8}"));
            assertThat(client.closedByPeer()).isTrue();
        }
        assertThat(comet.closes("internal")).isEqualTo(1);
    }

    @Test
    void pausesReadingWhileWhatClientsSendFindsNoRoom() throws IOException {
        start(Map.of("halley.comet.upstream.receive-queue-bytes", "4096"));
        try (RawTcpClient client = comet.session("")) {
            comet.logic.away = true;
            for (int i = 0; i < 20; i++) {
                client.send(GoimPacket.of(4, i, "x".repeat(1000)));
            }
            await().until(() -> comet.count("halley.comet.upstream.pauses") > 0);
            comet.logic.away = false;
            for (int i = 0; i < 20; i++) {
                assertThat(client.receive().sequence()).isEqualTo(i);
            }
        }
        assertThat(comet.logic.received).hasSize(20);
    }

    @Test
    void takesClientsOverIpv6() throws IOException {
        start(Map.of("halley.comet.host", "::1"));
        try (RawTcpClient client =
                RawTcpClient.connect("::1", comet.node.ports().get("tcp"), CometFixture.LIMIT)) {
            client.send(CometFixture.auth(1, "{\"mid\":8}"));
            assertThat(client.receive().operation()).isEqualTo(8);
        }
        assertThat(comet.logic.connects.get(0).getRemoteIp()).isEqualTo("0:0:0:0:0:0:0:1");
    }

    @Test
    void worksOnNio() throws IOException {
        start(Map.of("halley.comet.transport", "nio"));
        try (RawTcpClient client = comet.session("live://1")) {
            client.send(GoimPacket.of(2, 1, ""));
            assertThat(client.receive().operation()).isEqualTo(3);
        }
    }

    @Test
    void spreadsTheEndOfItsSessionsOverTheDrain() throws IOException {
        start(Map.of("halley.comet.drain-window", "2s"));
        List<RawTcpClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(comet.session("live://1"));
        }
        CometFixture node = comet;
        CompletableFuture<Void> drain =
                CompletableFuture.runAsync(
                        () -> node.node.drainAndStop(Duration.ofSeconds(10)),
                        // Not the common pool: the fake logic answers on it.
                        work -> new Thread(work, "drain").start());
        await().until(() -> comet.closes("draining") >= 3);
        assertThat(comet.closes("draining")).isLessThan(20);
        drain.join();
        assertThat(comet.closes("draining")).isEqualTo(20);
        assertThat(comet.logic.routes).isEmpty();
        for (RawTcpClient client : clients) {
            assertThat(client.closedByPeer()).isTrue();
            client.close();
        }
        assertThatThrownBy(() -> comet.tcp()).isInstanceOf(ConnectException.class);
    }

    @Test
    void waitsForTheJobsItIsShownAndThenGoesOnWithout() throws IOException {
        comet.close();
        comet =
                new CometFixture(
                        Map.of("halley.comet.attach-wait", "300ms"),
                        List.of(NodeAddress.of(NodeTier.JOB, "job-1", "127.0.0.1", 0)));
        comet.start();
        await().until(() -> comet.lifecycle.whyNotReady().isEmpty());
        assertThat(comet.count("halley.comet.attach.late")).isEqualTo(1);
        try (RawTcpClient client = comet.session("live://1")) {
            client.send(GoimPacket.of(2, 1, ""));
            assertThat(client.receive().operation()).isEqualTo(3);
        }
    }

    private void start(Map<String, String> settings) {
        comet.close();
        comet = new CometFixture(settings).start();
    }

    private void closeReplaced(Registration route) {
        ManagedChannel channel =
                new GrpcChannels(comet.discovery)
                        .toNode(
                                NodeAddress.of(
                                        NodeTier.COMET,
                                        "comet-1",
                                        "127.0.0.1",
                                        comet.node.ports().get("grpc")));
        try {
            CometQueryGrpc.newBlockingStub(channel)
                    .closeReplaced(
                            CloseReplacedRequest.newBuilder()
                                    .addRoutes(
                                            Route.newBuilder()
                                                    .setInstance(comet.node.instance().toString())
                                                    .setSessionId(route.getSessionId())
                                                    .setGeneration(route.getGeneration()))
                                    .build());
        } finally {
            channel.shutdownNow();
        }
    }
}
