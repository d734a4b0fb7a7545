package dev.halley.sdk;

import static dev.halley.sdk.Clients.assertKind;
import static dev.halley.sdk.Clients.version2;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.halley.sdk.ClientException.Kind;
import dev.halley.sdk.ClientOptions.Limits;
import dev.halley.sdk.Endpoint.Transport;
import dev.halley.wire.CloseReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a server of version 2 sends a client away, and what the client keeps for the next one. */
@Timeout(60)
class LeavingIT {

    private static final String NOTHING = "{'key':'k','user':'7'}";

    private final RecordingListener listener = new RecordingListener();

    @Test
    void staysAwayWhenTheServerSaysSoOnTcpToo() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(comet), listener)) {
            var unused = client.connect();
            FakePeer peer = comet.acceptSession(NOTHING);
            peer.news(6, 0, "{'code':4006,'reason':'KICKED','reconnect':false,'delay_ms':0}");
            client.closed().get(10, TimeUnit.SECONDS);
            assertThat(listener.disconnects.get(0).reason()).contains(CloseReason.KICKED);
        }
    }

    @Test
    void waitsAtLeastAsLongAsTheServerAsks() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(comet), listener)) {
            var unused = client.connect();
            FakePeer peer = comet.acceptSession(NOTHING);
            peer.news(6, 0, "{'code':4010,'reason':'INTERNAL','reconnect':true,'delay_ms':90000}");
            await().until(() -> listener.disconnects.size() == 1);
            assertThat(listener.disconnects.get(0).delay()).isEqualTo(Duration.ofSeconds(90));
        }
    }

    @Test
    void movesToTheNodeNamedWithoutABackoff() throws Exception {
        try (FakeComet first = new FakeComet(Transport.TCP);
                FakeComet second = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(first), listener)) {
            var unused = client.connect();
            FakePeer peer = first.acceptSession(NOTHING);
            peer.news(
                    28,
                    0,
                    "{'delay_ms':10,'nodes':['127.0.0.1:" + second.endpoint().port() + "']}");
            second.acceptSession(NOTHING).push2("", 0, 0);
            await().until(() -> listener.messages.size() == 1);
            assertThat(listener.disconnects).hasSize(1);
            assertThat(listener.disconnects.get(0).reason()).contains(CloseReason.DRAINING);
            assertThat(listener.disconnects.get(0).delay()).isZero();
            assertThat(client.stats().failedAttempts()).isZero();
        }
    }

    @Test
    void asksForATokenBeforeEachConnectAndOnceMoreWhenItIsRefused() throws Exception {
        List<Boolean> asked = new CopyOnWriteArrayList<>();
        TokenSource tokens =
                refused -> {
                    asked.add(refused);
                    return CompletableFuture.completedStage("token" + asked.size());
                };
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client =
                        new HalleyClient(
                                version2(comet)
                                        .withProtocol(Protocol.version2().withTokens(tokens)),
                                listener)) {
            var unused = client.connect();
            comet.acceptSession(NOTHING).close();
            for (int token = 2; token <= 3; token++) {
                FakePeer peer = comet.accept();
                assertThat(peer.read().body()).isEqualTo("{\"token\":\"token" + token + "\"}");
                peer.news(6, 0, "{'code':4001,'reason':'AUTH_FAILED','reconnect':false}");
            }
            client.closed().get(10, TimeUnit.SECONDS);
            assertThat(asked).containsExactly(false, false, true);
        }
    }

    @Test
    void aTokenThatCannotBeHadIsAFailedAttempt() throws Exception {
        TokenSource tokens =
                refused -> CompletableFuture.failedStage(new IllegalStateException("none"));
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client =
                        new HalleyClient(
                                version2(comet)
                                        .withProtocol(Protocol.version2().withTokens(tokens))
                                        .withBackoff(Backoff.none()),
                                listener)) {
            assertKind(client.connect(), Kind.CLOSED);
            assertThat(listener.disconnects.get(0).detail())
                    .isEqualTo(
                            "no comet or no token is known: java.lang.IllegalStateException: none");
        }
    }

    @Test
    void messagesWaitForTheSessionInOrderAndWithinTheirBound() throws Exception {
        Limits two = new Limits(1 << 20, 4096, 10, 2);
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(comet).withLimits(two), listener)) {
            CompletableFuture<Void> first = client.send(4, "a".getBytes(UTF_8));
            CompletableFuture<Void> second = client.send(4, "b".getBytes(UTF_8));
            assertKind(client.send(4, "c".getBytes(UTF_8)), Kind.QUEUE_FULL);
            var unused = client.connect();
            FakePeer peer = comet.acceptSession(NOTHING);
            for (CompletableFuture<Void> sent : List.of(first, second)) {
                FakePeer.Received message = peer.read();
                assertThat(message.body()).isEqualTo(sent == first ? "a" : "b");
                peer.reply2(4, message, "");
                sent.get(10, TimeUnit.SECONDS);
            }
            assertThat(client.stats().refusedRequests()).isEqualTo(1);
        }
    }

    @Test
    void messagesThatWaitFailWhenTheClientIsClosed() throws Exception {
        CompletableFuture<Void> waiting;
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(comet), listener)) {
            waiting = client.send(4, new byte[1]);
        }
        assertKind(waiting, Kind.CLOSED);
    }

    @Test
    void aServerThatSpeaksVersion1OnlyIsLeftForGood() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(comet), listener)) {
            CompletableFuture<Void> online = client.connect();
            comet.acceptSession();
            assertKind(online, Kind.CLOSED);
            assertThat(listener.disconnects.get(0).detail())
                    .isEqualTo("the server speaks version 1 of the protocol only");
        }
    }

    @Test
    void bodiesThatCannotBeReadEndTheConnection() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(comet), listener)) {
            var unused = client.connect();
            comet.acceptSession(NOTHING).news(26, 0, "[");
            comet.acceptSession(NOTHING);
            assertThat(listener.disconnects.get(0).detail())
                    .isEqualTo("the server sent a body that is not the JSON expected");
            assertThatThrownBy(
                            () ->
                                    new Protocol(
                                            3,
                                            java.util.Optional.empty(),
                                            Protocol.version2().positions()))
                    .hasMessage("version: 3 (expected: 1 or 2)");
        }
    }
}
