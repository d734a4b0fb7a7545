package dev.halley.sdk;

import static dev.halley.sdk.Clients.LONG;
import static dev.halley.sdk.Clients.assertKind;
import static dev.halley.sdk.Clients.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.sdk.ClientException.Kind;
import dev.halley.sdk.ClientOptions.Timing;
import dev.halley.sdk.Endpoint.Transport;
import dev.halley.wire.CloseReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a client loses its connection, and whether it comes back. */
@Timeout(60)
class ReconnectIT {

    private final RecordingListener listener = new RecordingListener();

    @ParameterizedTest
    @EnumSource(Transport.class)
    void comesBackWithItsLastRoomAndOperations(Transport transport) throws Exception {
        try (FakeComet comet = new FakeComet(transport);
                HalleyClient client = new HalleyClient(options(comet), listener)) {
            var unused = client.connect();
            FakePeer peer = comet.acceptSession();
            await().until(() -> client.state() == ClientState.ONLINE);
            CompletableFuture<Void> done =
                    CompletableFuture.allOf(
                            client.changeRoom("live://2"),
                            client.accept(List.of(7001, 1000)),
                            client.stopAccepting(List.of(1001)));
            for (int reply : new int[] {13, 15, 17}) {
                peer.reply(reply, peer.read());
            }
            done.get(10, TimeUnit.SECONDS);
            peer.close();
            FakePeer.Received auth = comet.accept().read();
            assertThat(auth.body()).contains("\"room_id\":\"live://2\"", "\"accepts\":[1000,7001]");
            assertThat(client.stats().disconnects()).isEqualTo(1);
        }
    }

    @Test
    void stopsWhenTheReasonForbidsToReconnect() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.WEBSOCKET);
                HalleyClient client = new HalleyClient(options(comet), listener)) {
            var unused = client.connect();
            FakePeer peer = comet.acceptSession();
            peer.closeWith(CloseReason.REPLACED.webSocketCode());
            client.closed().get(10, TimeUnit.SECONDS);
            assertThat(client.state()).isEqualTo(ClientState.CLOSED);
            assertThat(listener.disconnects).hasSize(1);
            assertThat(listener.disconnects.get(0).reason()).contains(CloseReason.REPLACED);
            assertThat(listener.disconnects.get(0).willReconnect()).isFalse();
        }
    }

    @Test
    void comesBackWhenTheReasonAllowsIt() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.WEBSOCKET);
                HalleyClient client = new HalleyClient(options(comet), listener)) {
            var unused = client.connect();
            comet.acceptSession().closeWith(CloseReason.DRAINING.webSocketCode());
            comet.acceptSession().push(1000, "again");
            await().until(() -> listener.messages.size() == 1);
            assertThat(listener.disconnects.get(0).reason()).contains(CloseReason.DRAINING);
            assertThat(client.stats().connects()).isEqualTo(2);
        }
    }

    @Test
    void refusedAuthenticationFailsTheConnect() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.WEBSOCKET);
                HalleyClient client = new HalleyClient(options(comet), listener)) {
            CompletableFuture<Void> online = client.connect();
            FakePeer peer = comet.accept();
            peer.read();
            peer.closeWith(CloseReason.AUTH_FAILED.webSocketCode());
            assertKind(online, Kind.CLOSED);
            assertThat(client.stats().failedAttempts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void saysThatAuthWasNotAnswered(Transport transport) throws Exception {
        try (FakeComet comet = new FakeComet(transport);
                HalleyClient client = new HalleyClient(options(comet), listener)) {
            var unused = client.connect();
            FakePeer silent = comet.accept();
            silent.read();
            silent.close();
            comet.acceptSession().close();
            await().until(() -> listener.disconnects.size() == 2);
            assertThat(listener.disconnects)
                    .extracting(Disconnect::detail)
                    .containsExactly(
                            "AUTH was not answered: connection closed", "connection closed");
        }
    }

    @Test
    void givesUpAfterTheLastAttempt() throws Exception {
        int freePort;
        try (FakeComet gone = new FakeComet(Transport.TCP)) {
            freePort = gone.endpoint().port();
        }
        ClientOptions options =
                ClientOptions.of(Endpoint.tcp("127.0.0.1", freePort), Identity.ofUser("1"))
                        .withBackoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), 3));
        try (HalleyClient client = new HalleyClient(options, listener)) {
            assertKind(client.connect(), Kind.CLOSED);
            assertThat(client.stats().failedAttempts()).isEqualTo(3);
            assertThat(listener.disconnects).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void reconnectsWhenHeartbeatsGoUnanswered(Transport transport) throws Exception {
        try (FakeComet comet = new FakeComet(transport);
                HalleyClient client =
                        new HalleyClient(
                                options(comet).withTiming(heartbeatEvery(Duration.ofMillis(50))),
                                listener)) {
            var unused = client.connect();
            FakePeer peer = comet.acceptSession();
            FakePeer.Received beat = peer.read();
            assertThat(beat.operation()).isEqualTo(2);
            peer.write(3, beat.sequence(), new byte[] {0, 0, 0, 42});
            await().until(() -> listener.members.contains(42));
            comet.acceptSession();
            assertThat(listener.disconnects.get(0).detail()).contains("heartbeats");
        }
    }

    @Test
    void silenceAfterAuthEndsTheAttempt() throws Exception {
        Timing timing = new Timing(LONG, Duration.ofMillis(50), LONG, LONG, LONG);
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client =
                        new HalleyClient(options(comet).withTiming(timing), listener)) {
            var unused = client.connect();
            FakePeer mute = comet.accept();
            mute.read();
            assertThat(mute.atEnd()).isTrue();
            assertThat(comet.accept().read().operation()).isEqualTo(7);
        }
    }

    @Test
    void malformedFrameEndsTheConnectionBeforeAnyAllocation() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(options(comet), listener)) {
            var unused = client.connect();
            FakePeer peer = comet.acceptSession();
            peer.raw(new byte[] {127, -1, -1, -1, 0, 16, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0});
            comet.acceptSession();
            assertThat(listener.disconnects.get(0).detail())
                    .startsWith("malformed frame, packet length: this does not look");
        }
    }

    private static Timing heartbeatEvery(Duration interval) {
        return new Timing(LONG, LONG, LONG, interval, LONG);
    }
}
