package dev.halley.sdk;

import static dev.halley.sdk.Clients.version2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.sdk.Endpoint.Transport;
import dev.halley.sdk.events.ReadPosition;
import dev.halley.sdk.events.StreamAnswer;
import dev.halley.sdk.positions.Gap;
import dev.halley.sdk.positions.PositionStore;
import dev.halley.sdk.positions.StreamPosition;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client of version 2 asks for, and what it hands on. */
@Timeout(60)
class RecoveryIT {

    private static final String ROOM = "room:live://1";
    private static final String AT_FIVE =
            "{'key':'k','user':'7','recovered':[{'stream':'room:live://1','recovered':false,"
                    + "'epoch':3,'offset':'5'}],'read':{'offset':'40','unread':2}}";

    private final RecordingListener listener = new RecordingListener();

    @ParameterizedTest
    @EnumSource(Transport.class)
    void asksForWhatItMissedAndHandsItOnOnce(Transport transport) throws Exception {
        try (FakeComet comet = new FakeComet(transport);
                HalleyClient client = new HalleyClient(version2(comet, "live://1"), listener)) {
            var unused = client.connect();
            FakePeer peer = comet.accept();
            FakePeer.Received auth = peer.read();
            assertThat(auth.version()).isEqualTo(2);
            assertThat(auth.body())
                    .isEqualTo("{\"user\":\"7\",\"platform\":\"web\",\"rooms\":[\"live://1\"]}");
            peer.reply2(8, auth, AT_FIVE);
            peer.push2(ROOM, 3, 6);
            peer.push2(ROOM, 3, 8);
            await().until(() -> listener.messages.size() == 2);
            peer.close();
            peer = comet.accept();
            auth = peer.read();
            assertThat(auth.body())
                    .contains("\"key\":\"k\"")
                    .contains(
                            "\"recover\":[{\"stream\":\"room:live://1\",\"epoch\":3,"
                                    + "\"offset\":\"8\"}]");
            peer.reply2(8, auth, AT_FIVE.replace("false", "true").replace("'5'", "'10'"));
            for (long offset : new long[] {8, 9, 10, 10, 12}) {
                peer.push2(ROOM, 3, offset);
            }
            await().until(() -> listener.messages.size() == 5);
            assertThat(listener.texts())
                    .containsExactly(
                            ROOM + "/3/6",
                            ROOM + "/3/8",
                            ROOM + "/3/9",
                            ROOM + "/3/10",
                            ROOM + "/3/12");
            assertThat(listener.recovered).containsExactly(new StreamAnswer(ROOM, true, 3, 10));
            assertThat(listener.notRecovered).isEmpty();
            assertThat(client.stats().duplicates()).isEqualTo(2);
            assertThat(listener.sessions.get(0).read()).contains(new ReadPosition(40, 2));
        }
    }

    @Test
    void saysWhatIsNotRecoveredAndGoesOnFromThere() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(comet, "live://1"), listener)) {
            var unused = client.connect();
            comet.acceptSession(AT_FIVE).close();
            FakePeer peer = comet.acceptSession(AT_FIVE.replace("'epoch':3", "'epoch':4"));
            peer.push2(ROOM, 4, 5);
            peer.push2(ROOM, 4, 6);
            await().until(() -> listener.messages.size() == 1);
            assertThat(listener.notRecovered).containsExactly(new StreamAnswer(ROOM, false, 4, 5));
            assertThat(listener.texts()).containsExactly(ROOM + "/4/6");
            assertThat(client.stats().notRecovered()).isEqualTo(1);
        }
    }

    @Test
    void whatTheServerDoesNotAnswerIsNotRecovered() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(comet, "live://1"), listener)) {
            var unused = client.connect();
            comet.acceptSession(AT_FIVE).close();
            comet.acceptSession("{'key':'k','user':'7'}");
            await().until(() -> listener.notRecovered.size() == 1);
            assertThat(listener.notRecovered).containsExactly(new StreamAnswer(ROOM, false, 0, 0));
        }
    }

    @Test
    void tellsGapsAndFollowsPositions() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(comet, "live://1"), listener)) {
            var unused = client.connect();
            FakePeer peer = comet.acceptSession(AT_FIVE);
            peer.news(26, 0, "{'stream':'room:live://1','epoch':3,'from':'6','to':'8'}");
            peer.push2(ROOM, 3, 8);
            peer.news(27, 0, "{'stream':'room:live://1','epoch':3,'offset':'11'}");
            peer.news(99, 0, "{}");
            await().until(() -> client.stats().duplicates() == 1);
            peer.close();
            assertThat(comet.accept().read().body()).contains("\"offset\":\"11\"");
            assertThat(listener.gaps).containsExactly(new Gap(ROOM, 3, 6, 8));
            assertThat(listener.messages).isEmpty();
        }
    }

    @Test
    void recoversOnALiveSessionFromThePlaceNamed() throws Exception {
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client = new HalleyClient(version2(comet, "live://1"), listener)) {
            var unused = client.connect();
            FakePeer peer = comet.acceptSession(AT_FIVE);
            peer.push2(ROOM, 3, 9);
            await().until(() -> listener.messages.size() == 1);
            CompletableFuture<StreamAnswer> answer = client.recover(ROOM, new StreamPosition(3, 5));
            FakePeer.Received request = peer.read();
            peer.reply2(
                    25,
                    request,
                    "{'recovered':[{'stream':'room:live://1','recovered':true,'epoch':3,"
                            + "'offset':'9'}]}");
            peer.push2(ROOM, 3, 6);
            await().until(() -> listener.messages.size() == 2);
            assertThat(answer.get(10, TimeUnit.SECONDS).recovered()).isTrue();
            assertThat(request.body()).contains("\"offset\":\"5\"");
        }
    }

    @Test
    void goesOnFromPositionsThatTheApplicationKept() throws Exception {
        PositionStore store = PositionStore.inMemory();
        store.save(ROOM, new StreamPosition(3, 4));
        store.save("room:chat://elsewhere", new StreamPosition(8, 8));
        store.save("user:7", new StreamPosition(2, 1));
        store.save("user:8", new StreamPosition(2, 2));
        try (FakeComet comet = new FakeComet(Transport.TCP);
                HalleyClient client =
                        new HalleyClient(
                                version2(comet, "live://1")
                                        .withProtocol(Protocol.version2().withPositions(store)),
                                listener)) {
            var unused = client.connect();
            FakePeer peer = comet.accept();
            FakePeer.Received auth = peer.read();
            assertThat(auth.body())
                    .contains(
                            "\"recover\":[{\"stream\":\"room:live://1\",\"epoch\":3,"
                                    + "\"offset\":\"4\"},{\"stream\":\"user:7\",\"epoch\":2,"
                                    + "\"offset\":\"1\"}]}");
            peer.reply2(8, auth, AT_FIVE.replace("false", "true"));
            peer.push2(ROOM, 3, 5);
            await().until(() -> store.load().get(ROOM).offset() == 5);
            assertThat(store.load())
                    .isEqualTo(
                            Map.of(
                                    ROOM,
                                    new StreamPosition(3, 5),
                                    "room:chat://elsewhere",
                                    new StreamPosition(8, 8),
                                    "user:8",
                                    new StreamPosition(2, 2)));
            assertThat(listener.notRecovered)
                    .containsExactly(new StreamAnswer("user:7", false, 0, 0));
        }
    }
}
