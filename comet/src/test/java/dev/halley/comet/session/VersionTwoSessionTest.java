package dev.halley.comet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.RoomPatterns;
import dev.halley.api.record.StreamPosition;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.RoomKey;
import dev.halley.wire.CloseReason;
import io.grpc.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class VersionTwoSessionTest {
    private final SessionFixture tcp = new SessionFixture(Variant.TCP_V2);
    private final SessionFixture webSocket = new SessionFixture(Variant.WS_V2);

    @AfterEach
    void close() {
        tcp.close();
        webSocket.close();
    }

    @Test
    void answersAuthWithWhatTheClientHasToKnow() {
        tcp.authenticate(
                ConnectReply.newBuilder()
                        .setAcceptsAll(true)
                        .addRooms("live://1")
                        .addRooms("live://2")
                        .setTip(position("user:7", 9, 41))
                        .setRead(position("user:7", 9, 40)));

        String reply = tcp.told();
        assertThat(reply).startsWith("8/1 {\"key\":\"k\",\"user\":\"7\",\"heartbeat_s\":4,");
        assertThat(reply).contains("{\"room\":\"live://1\",\"joined\":true,\"members\":1}");
        assertThat(reply).contains("\"read\":{\"offset\":\"40\",\"unread\":1}");
        assertThat(tcp.shards.members(room("live://1"))).isEqualTo(1);
        assertThat(tcp.shards.members(room("live://2"))).isEqualTo(1);
    }

    @Test
    void joinsTheOneRoomOfAnOlderLogic() {
        tcp.authenticate("live://1");

        assertThat(tcp.told()).contains("{\"room\":\"live://1\",\"joined\":true,\"members\":1}");
    }

    @Test
    void saysWhichRoomsASessionMayNotBeIn() {
        tcp.authenticate(
                ConnectReply.newBuilder()
                        .addRooms("chat://1")
                        .setMayJoin(RoomPatterns.newBuilder().addPatterns("live://*")));
        assertThat(tcp.told())
                .contains("{\"room\":\"chat://1\",\"joined\":false,\"reason\":\"NOT_ALLOWED\"}");

        tcp.send(18, 5, "{\"rooms\":[\"live://1\",\"chat://2\",\"x\"]}");

        assertThat(tcp.told())
                .isEqualTo(
                        "19/5 {\"rooms\":[{\"room\":\"live://1\",\"joined\":true,\"members\":1},"
                                + "{\"room\":\"chat://2\",\"joined\":false,"
                                + "\"reason\":\"NOT_ALLOWED\"},"
                                + "{\"room\":\"x\",\"joined\":false,\"reason\":\"BAD_ROOM\"}]}");
        assertThat(tcp.shards.members(room("chat://2"))).isZero();
        assertThat(tcp.registry.get("halley.comet.rooms.refused").counter().count()).isEqualTo(3);
        tcp.send(12, 6, "chat://3");
        assertThat(tcp.told()).startsWith("30/6 {\"code\":\"NOT_ALLOWED\"");
        assertThat(tcp.shards.members(room("live://1"))).isEqualTo(1);
    }

    @Test
    void joinsAndLeavesSeveralRooms() {
        tcp.authenticate("");
        tcp.told();
        tcp.send(18, 2, "{\"rooms\":[\"live://1\",\"live://2\",\"live://1\"]}");
        assertThat(tcp.told())
                .isEqualTo(
                        "19/2 {\"rooms\":[{\"room\":\"live://1\",\"joined\":true,\"members\":1},"
                                + "{\"room\":\"live://2\",\"joined\":true,\"members\":1}]}");

        tcp.send(20, 3, "{\"rooms\":[\"live://1\",\"live://9\"]}");

        assertThat(tcp.told())
                .isEqualTo(
                        "21/3 {\"rooms\":[{\"room\":\"live://1\",\"left\":true},"
                                + "{\"room\":\"live://9\",\"left\":false}]}");
        assertThat(tcp.shards.members(room("live://1"))).isZero();
        assertThat(tcp.shards.members(room("live://2"))).isEqualTo(1);
    }

    @Test
    void refusesMoreRoomsThanASessionMayHaveAndChangesNothing() {
        tcp.authenticate("");
        tcp.told();
        tcp.send(18, 2, "{\"rooms\":[\"live://1\",\"live://2\"]}");
        tcp.told();

        tcp.send(18, 3, "{\"rooms\":[\"live://2\",\"live://3\",\"live://4\"]}");

        assertThat(tcp.told())
                .isEqualTo(
                        "30/3 {\"code\":\"TOO_MANY\",\"message\":\"rooms: (expected: at most 3)\","
                                + "\"op\":18,\"seq\":3}");
        assertThat(tcp.shards.members(room("live://3"))).isZero();
        tcp.send(18, 4, "{\"rooms\":[\"live://2\",\"live://3\"]}");
        assertThat(tcp.told()).startsWith("19/4 ");
    }

    @Test
    void filtersRoomsOnlyWhenOperationsAreNamed() {
        tcp.authenticate(ConnectReply.newBuilder().setAcceptsAll(true).addRooms("live://1"));
        webSocket.authenticate(ConnectReply.newBuilder().addAccepts(7).addRooms("live://1"));

        Member all = tcp.shards.all().get(0).members(room("live://1")).get(0);
        Member some = webSocket.shards.all().get(0).members(room("live://1")).get(0);
        assertThat(all.filtersRooms()).isFalse();
        assertThat(all.accepts(99)).isTrue();
        assertThat(some.filtersRooms()).isTrue();
        assertThat(some.accepts(7)).isTrue();
        assertThat(some.accepts(99)).isFalse();
        tcp.told();
        tcp.send(16, 2, "99");
        assertThat(tcp.told()).startsWith("30/2 {\"code\":\"BAD_REQUEST\"");
    }

    @Test
    void saysWhyItCloses() {
        tcp.authenticate("");
        webSocket.authenticate("");
        tcp.told();
        webSocket.told();

        session(tcp).close(CloseReason.DRAINING);
        session(webSocket).close(CloseReason.KICKED);

        assertThat(tcp.told())
                .isEqualTo(
                        "6/0 {\"code\":4009,\"reason\":\"DRAINING\",\"reconnect\":true,"
                                + "\"delay_ms\":0}");
        String last = webSocket.sent();
        assertThat(last).contains("00100002" + "00000006" + "00000000");
        assertThat(last).endsWith("88080fa66b69636b6564");
        assertThat(tcp.channel.isOpen()).isFalse();
    }

    @Test
    void saysWhyItIsNotLetIn() {
        tcp.connect();
        tcp.send(7, 1, "{}");

        tcp.logic
                .connects
                .remove()
                .completeExceptionally(Status.UNAUTHENTICATED.asRuntimeException());
        tcp.channel.runPendingTasks();

        assertThat(tcp.told())
                .isEqualTo(
                        "6/0 {\"code\":4001,\"reason\":\"AUTH_FAILED\",\"reconnect\":false,"
                                + "\"delay_ms\":0}");
    }

    @Test
    void tellsOfAGap() {
        tcp.authenticate(ConnectReply.newBuilder().addRooms("live://1"));
        tcp.told();

        session(tcp).gap("room:live://1", 5, 8, 11);

        tcp.channel.flush();
        assertThat(tcp.told())
                .isEqualTo(
                        "26/0 {\"stream\":\"room:live://1\",\"epoch\":5,"
                                + "\"from\":\"8\",\"to\":\"11\"}");
    }

    @Test
    void forgivesSomeMalformedRequestsAndThenCloses() {
        tcp.authenticate("");
        tcp.told();
        tcp.send(18, 2, "{\"rooms\":");
        assertThat(tcp.told())
                .isEqualTo(
                        "30/2 {\"code\":\"BAD_REQUEST\",\"message\":\"body: not JSON\","
                                + "\"op\":18,\"seq\":2}");
        tcp.send(24, 3, "[]");
        assertThat(tcp.told()).startsWith("30/3 {\"code\":\"BAD_REQUEST\"");

        tcp.send(18, 4, "{\"rooms\":\"live://1\"}");

        assertThat(tcp.told()).startsWith("6/0 {\"code\":4004,\"reason\":\"PROTOCOL_ERROR\"");
        assertThat(tcp.refused("bad_request")).isEqualTo(3);
        assertThat(tcp.closes("protocol_error")).isEqualTo(1);
    }

    @Test
    void refusesNamesThatNoAnswerCouldHold() {
        tcp.authenticate("");
        tcp.told();

        tcp.send(18, 2, "{\"rooms\":[\"live://\\ud800\"]}");

        assertThat(tcp.told())
                .startsWith("30/2 {\"code\":\"BAD_REQUEST\",\"message\":\"rooms: (expected: whole");
    }

    @Test
    void refusesToRecoverInALoop() {
        tcp.authenticate("");
        tcp.told();
        String body = "{\"recover\":[{\"stream\":\"room:x\",\"epoch\":1,\"offset\":\"5\"}]}";
        tcp.send(24, 2, body);
        assertThat(tcp.told())
                .isEqualTo(
                        "25/2 {\"recovered\":[{\"stream\":\"room:x\",\"recovered\":false,"
                                + "\"epoch\":0,\"offset\":\"0\",\"reason\":\"UNKNOWN_STREAM\"}]}");
        tcp.send(24, 3, body);
        tcp.told();

        tcp.send(24, 4, body);

        assertThat(tcp.told()).startsWith("30/4 {\"code\":\"RATE_LIMITED\"");
        assertThat(tcp.refused("rate_limited")).isEqualTo(1);
        tcp.tick(4);
        tcp.send(24, 5, body);
        assertThat(tcp.told()).startsWith("25/5 ");
    }

    @Test
    void answersAHeartbeatWithMembersOfItsOnlyRoom() {
        webSocket.authenticate("live://1");
        webSocket.told();

        webSocket.send(2, 8, "");

        assertThat(webSocket.sent())
                .isEqualTo("8214" + "0000001400100002" + "0000000300000008" + "00000001");
    }

    private static Member session(SessionFixture fixture) {
        return fixture.loop.sessions().get(0);
    }

    private static RoomKey room(String name) {
        return new RoomKey("default", name);
    }

    private static StreamPosition position(String stream, int epoch, long offset) {
        return StreamPosition.newBuilder()
                .setStream(stream)
                .setEpoch(epoch)
                .setOffset(offset)
                .build();
    }
}
