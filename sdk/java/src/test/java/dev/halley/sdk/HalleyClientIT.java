package dev.halley.sdk;

import static dev.halley.sdk.Clients.LONG;
import static dev.halley.sdk.Clients.assertKind;
import static dev.halley.sdk.Clients.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.halley.sdk.ClientException.Kind;
import dev.halley.sdk.ClientOptions.Limits;
import dev.halley.sdk.ClientOptions.Timing;
import dev.halley.sdk.Endpoint.Transport;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class HalleyClientIT {

    private final RecordingListener listener = new RecordingListener();

    @ParameterizedTest
    @EnumSource(Transport.class)
    void sendsGoimsAuthFrame(Transport transport) throws Exception {
        try (FakeComet comet = new FakeComet(transport);
                HalleyClient client = new HalleyClient(options(comet), listener)) {
            CompletableFuture<Void> online = client.connect();
            FakePeer peer = comet.accept();
            FakePeer.Received auth = peer.read();
            assertThat(auth)
                    .isEqualTo(
                            new FakePeer.Received(
                                    1,
                                    7,
                                    1,
                                    "{\"mid\":123,\"key\":\"k\",\"room_id\":\"live://1000\","
                                            + "\"platform\":\"web\",\"accepts\":[1000,1001]}"));
            assertThat(online).isNotDone();
            peer.reply(8, auth);
            online.get(10, TimeUnit.SECONDS);
            assertThat(client.state()).isEqualTo(ClientState.ONLINE);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void handsOverMessagesInOrder(Transport transport) throws Exception {
        try (FakeComet comet = new FakeComet(transport);
                HalleyClient client = new HalleyClient(options(comet), listener)) {
            var unused = client.connect();
            FakePeer peer = comet.acceptSession();
            peer.push(1000, "a");
            peer.push(1001, "");
            peer.push(1000, "c");
            await().until(() -> listener.messages.size() == 3);
            assertThat(listener.messages).containsExactly("1000:a", "1001:", "1000:c");
            assertThat(client.stats().messages()).isEqualTo(3);
        }
    }

    @Test
    void joinsSplitFramesAndPartsGluedOnes() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(options(comet), listener)) {
            var unused = client.connect();
            FakePeer peer = comet.acceptSession();
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            for (int i = 0; i < 20; i++) {
                stream.write(FakePeer.frame(1000, 0, ("m" + i).getBytes(UTF_8)));
            }
            byte[] bytes = stream.toByteArray();
            for (byte single : java.util.Arrays.copyOf(bytes, 100)) {
                peer.raw(new byte[] {single});
            }
            peer.raw(java.util.Arrays.copyOfRange(bytes, 100, bytes.length));
            await().until(() -> listener.messages.size() == 20);
            assertThat(listener.messages).startsWith("1000:m0", "1000:m1").endsWith("1000:m19");
        }
    }

    @Test
    void takesWebSocketBatchesApart() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.WEBSOCKET);
                HalleyClient client = new HalleyClient(options(comet), listener)) {
            var unused = client.connect();
            FakePeer peer = comet.acceptSession();
            ByteArrayOutputStream inner = new ByteArrayOutputStream();
            inner.write(FakePeer.frame(1000, 0, "x".getBytes(UTF_8)));
            inner.write(FakePeer.frame(1001, 0, "y".getBytes(UTF_8)));
            peer.write(9, 0, inner.toByteArray());
            peer.push(1002, "z");
            await().until(() -> listener.messages.size() == 3);
            assertThat(listener.messages).containsExactly("1000:x", "1001:y", "1002:z");
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void answersRequestsBySequence(Transport transport) throws Exception {
        try (FakeComet comet = new FakeComet(transport);
                HalleyClient client = new HalleyClient(options(comet), listener)) {
            var unused = client.connect();
            FakePeer peer = comet.acceptSession();
            await().until(() -> client.state() == ClientState.ONLINE);
            CompletableFuture<Void> first = client.send(4, "hi".getBytes(UTF_8));
            CompletableFuture<Void> second = client.send(5000, "there".getBytes(UTF_8));
            FakePeer.Received one = peer.read();
            FakePeer.Received two = peer.read();
            peer.push(5000, "a push with the same operation is no reply");
            peer.reply(5000, two);
            second.get(10, TimeUnit.SECONDS);
            assertThat(first).isNotDone();
            peer.reply(4, one);
            first.get(10, TimeUnit.SECONDS);
            assertThat(one.body() + two.body()).isEqualTo("hithere");
            assertThat(listener.messages).hasSize(1);
        }
    }

    @Test
    void requestsFailTyped() throws Exception {
        Timing timing = new Timing(LONG, LONG, Duration.ofMillis(50), LONG, LONG);
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client =
                        new HalleyClient(
                                options(comet)
                                        .withTiming(timing)
                                        .withLimits(new Limits(1 << 20, 10, 1, 0)),
                                listener)) {
            assertKind(client.send(4, new byte[1]), Kind.NOT_ONLINE);
            var unused = client.connect();
            comet.acceptSession();
            await().until(() -> client.state() == ClientState.ONLINE);
            CompletableFuture<Void> unanswered = client.send(4, new byte[1]);
            assertKind(client.send(4, new byte[1]), Kind.TOO_MANY_IN_FLIGHT);
            assertKind(unanswered, Kind.TIMEOUT);
            assertThat(client.stats().requestTimeouts()).isEqualTo(1);
            assertThat(client.stats().refusedRequests()).isEqualTo(2);
            assertThatThrownBy(() -> client.send(4, new byte[11]))
                    .hasMessage("body: 11 bytes (expected: <= 10)");
            assertThatThrownBy(() -> client.send(7, new byte[1]))
                    .hasMessage("operation: 7 (expected: 4 or > 30)");
        }
    }

    @Test
    void lostConnectionFailsWhatWaits() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(options(comet), listener)) {
            var unused = client.connect();
            FakePeer peer = comet.acceptSession();
            await().until(() -> client.state() == ClientState.ONLINE);
            CompletableFuture<Void> waiting = client.send(4, new byte[1]);
            peer.read();
            peer.close();
            assertKind(waiting, Kind.CONNECTION_LOST);
        }
    }

    @Test
    void listenerThatThrowsIsCounted() throws Exception {
        ClientListener angry =
                message -> {
                    throw new IllegalStateException(message.text());
                };
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(options(comet), angry)) {
            var unused = client.connect();
            FakePeer peer = comet.acceptSession();
            peer.push(1000, "a");
            peer.push(1000, "b");
            await().until(() -> client.stats().listenerErrors() == 2);
            assertThat(client.state()).isEqualTo(ClientState.ONLINE);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void closesCleanly(Transport transport) throws Exception {
        try (FakeComet comet = new FakeComet(transport);
                ClientThreads threads = new ClientThreads(1)) {
            HalleyClient client = new HalleyClient(options(comet), listener, threads);
            var unused = client.connect();
            FakePeer peer = comet.acceptSession();
            await().until(() -> client.state() == ClientState.ONLINE);
            client.close();
            client.closed().get(10, TimeUnit.SECONDS);
            assertThat(peer.atEnd()).isTrue();
            assertThat(listener.states)
                    .containsExactly(
                            ClientState.CONNECTING,
                            ClientState.AUTHENTICATING,
                            ClientState.ONLINE,
                            ClientState.CLOSED);
            assertThat(listener.disconnects).isEmpty();
            assertKind(client.send(4, new byte[1]), Kind.CLOSED);
        }
    }
}
