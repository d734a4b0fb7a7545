package dev.halley.sdk;

import static dev.halley.sdk.Clients.options;
import static dev.halley.sdk.Clients.version2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.halley.sdk.ClientException.Kind;
import dev.halley.sdk.Endpoint.Transport;
import dev.halley.sdk.events.ReadPosition;
import dev.halley.sdk.events.RoomAnswer;
import dev.halley.sdk.positions.StreamPosition;
import dev.halley.wire.FrameExtension;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rooms, acknowledgements and errors of version 2. */
@Timeout(60)
class RoomsIT {

    private static final String NOTHING = "{'key':'k','user':'7'}";
    private static final String JOINED_NINE =
            "{'rooms':[{'room':'chat://9','joined':true,'stream':'room:chat://9',"
                    + "'recovered':false,'epoch':5,'offset':'1','members':3},"
                    + "{'room':'live://2','joined':false,'reason':'NOT_ALLOWED'}]}";

    private final RecordingListener listener = new RecordingListener();

    @Test
    void joinsSeveralRoomsAndIsInThemAfterAReconnect() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(comet, "live://1"), listener)) {
            FakePeer peer = online(comet, client);
            CompletableFuture<List<RoomAnswer>> joined =
                    client.joinRooms(List.of("chat://9", "live://2"));
            FakePeer.Received request = peer.read();
            assertThat(request.body()).isEqualTo("{\"rooms\":[\"chat://9\",\"live://2\"]}");
            peer.reply2(19, request, JOINED_NINE);
            assertThat(joined.get(10, TimeUnit.SECONDS))
                    .containsExactly(
                            new RoomAnswer("chat://9", true, "", 3),
                            new RoomAnswer("live://2", false, "NOT_ALLOWED", 0));
            peer.close();
            assertThat(comet.accept().read().body())
                    .contains("\"rooms\":[\"live://1\",\"chat://9\"]")
                    .contains("\"recover\":[{\"stream\":\"room:chat://9\",\"epoch\":5,");
        }
    }

    @Test
    void leavesRoomsAndForgetsThem() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(comet), listener)) {
            FakePeer peer = online(comet, client);
            peer.news(19, 0, JOINED_NINE);
            await().until(() -> listener.rooms.size() == 2);
            CompletableFuture<Void> left = client.leaveRooms(List.of("chat://9"));
            peer.reply2(21, peer.read(), "{'rooms':[{'room':'chat://9','left':true}]}");
            left.get(10, TimeUnit.SECONDS);
            peer.close();
            assertThat(comet.accept().read().body()).doesNotContain("rooms", "recover");
        }
    }

    @Test
    void hearsThatTheBusinessSystemLetItJoinAndLeave() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(comet), listener)) {
            FakePeer peer = online(comet, client);
            peer.news(19, 0, "{'rooms':[{'room':'a://1','joined':true,'members':1}]}");
            peer.news(21, 0, "{'rooms':[{'room':'a://1','left':true}]}");
            await().until(() -> listener.rooms.size() == 2);
            assertThat(listener.rooms)
                    .containsExactly(
                            new RoomAnswer("a://1", true, "", 1),
                            new RoomAnswer("a://1", false, RoomAnswer.LEFT, 0));
        }
    }

    @Test
    void changesTheRoomByJoiningBeforeItLeaves() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(comet, "live://1"), listener)) {
            FakePeer peer = online(comet, client);
            CompletableFuture<Void> changed = client.changeRoom("chat://9");
            peer.reply2(
                    19, peer.read(), "{'rooms':[{'room':'chat://9','joined':true,'members':1}]}");
            FakePeer.Received leave = peer.read();
            assertThat(leave.body()).isEqualTo("{\"rooms\":[\"live://1\"]}");
            peer.reply2(21, leave, "{'rooms':[{'room':'live://1','left':true}]}");
            changed.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void errorsFailTheRequestTheyBelongTo() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(comet), listener)) {
            FakePeer peer = online(comet, client);
            CompletableFuture<List<RoomAnswer>> joined = client.joinRooms(List.of("a://1"));
            FakePeer.Received request = peer.read();
            peer.news(30, request.sequence(), "{'code':'TOO_MANY','message':'m','op':18}");
            assertThatThrownBy(() -> joined.get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            ClientException.class,
                            e -> {
                                assertThat(e.kind()).isEqualTo(Kind.REFUSED);
                                assertThat(e.code()).isEqualTo("TOO_MANY");
                            });
            peer.news(30, 99, "{'code':'UNAVAILABLE','message':'m','op':18}");
            await().until(() -> listener.errors.size() == 1);
        }
    }

    @Test
    void keepsItsFilterOverAReconnectAlsoWhenNothingIsLeftOfIt() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client =
                        new HalleyClient(
                                ClientOptions.of(comet.endpoint(), Identity.ofUser("7", 1000))
                                        .withBackoff(Clients.QUICK),
                                listener)) {
            FakePeer peer = online(comet, client);
            CompletableFuture<Void> stopped = client.stopAccepting(List.of(1000));
            peer.reply2(17, peer.read(), "1000");
            stopped.get(10, TimeUnit.SECONDS);
            peer.close();
            assertThat(comet.accept().read().body()).contains("\"accepts\":[]");
        }
    }

    @Test
    void withoutAFilterAcceptingAddsNone() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(comet), listener)) {
            FakePeer peer = online(comet, client);
            CompletableFuture<Void> accepted = client.accept(List.of(1000));
            peer.reply2(15, peer.read(), "1000");
            accepted.get(10, TimeUnit.SECONDS);
            peer.close();
            assertThat(comet.accept().read().body()).doesNotContain("accepts");
        }
    }

    @Test
    void acknowledgesByMessage() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(comet), listener)) {
            FakePeer peer = online(comet, client);
            Message message =
                    new Message(1000, new byte[0], new FrameExtension(1, 41, 9, "user:7"));
            CompletableFuture<ReadPosition> read = client.acknowledge(message);
            FakePeer.Received request = peer.read();
            assertThat(request.operation()).isEqualTo(22);
            assertThat(request.body())
                    .isEqualTo("{\"stream\":\"user:7\",\"epoch\":9,\"offset\":\"41\"}");
            peer.reply2(23, request, "{'stream':'user:7','epoch':9,'offset':'43','unread':1}");
            assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo(new ReadPosition(43, 1));
            assertThat(message.position()).contains(new StreamPosition(9, 41));
        }
    }

    @Test
    void joinsWhatDoesNotFitIntoAuthAfterwards() throws Exception {
        String[] rooms =
                IntStream.range(0, 100)
                        .mapToObj(i -> "live://" + "x".repeat(200) + i)
                        .toArray(String[]::new);
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(comet, rooms), listener)) {
            var unused = client.connect();
            FakePeer peer = comet.accept();
            FakePeer.Received auth = peer.read();
            peer.reply2(8, auth, NOTHING);
            FakePeer.Received join = peer.read();
            assertThat(auth.body().length()).isLessThanOrEqualTo(16384);
            assertThat(auth.body()).contains(rooms[0] + "\"", rooms[49] + "\"");
            assertThat(join.operation()).isEqualTo(18);
            assertThat(join.body()).contains(rooms[50] + "\"", rooms[99] + "\"");
        }
    }

    @Test
    void version1HasOneRoomAndNoneOfThis() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(options(comet), listener)) {
            assertThatThrownBy(() -> client.joinRooms(List.of("a://1")))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(
                            () ->
                                    version2(comet, "a://1", "a://2")
                                            .withProtocol(Protocol.version1()))
                    .hasMessage("rooms: 2 (expected: at most 1 in version 1)");
        }
    }

    private static FakePeer online(FakeComet comet, HalleyClient client) throws Exception {
        var unused = client.connect();
        FakePeer peer = comet.acceptSession(NOTHING);
        await().until(() -> client.state() == ClientState.ONLINE);
        return peer;
    }
}
