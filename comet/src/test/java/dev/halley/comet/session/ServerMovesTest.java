package dev.halley.comet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.RoomPatterns;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.RoomKey;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ServerMovesTest {
    private final SessionFixture first = new SessionFixture(Variant.TCP_V1);
    private final SessionFixture second = new SessionFixture(Variant.TCP_V2);

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void tellsASessionOfVersionTwoAsIfItHadAsked() {
        second.authenticate(
                ConnectReply.newBuilder()
                        .addRooms("live://1")
                        .setMayJoin(RoomPatterns.newBuilder().addPatterns("live://*")));
        second.told();

        move(second, List.of("chat://1", "live://1"), List.of("live://9"));

        assertThat(second.told())
                .isEqualTo(
                        "19/0 {\"rooms\":[{\"room\":\"chat://1\",\"joined\":true,"
                                + "\"members\":1}]}");
        assertThat(second.told()).isEmpty();
        move(second, List.of(), List.of("live://1"));
        assertThat(second.told())
                .isEqualTo("21/0 {\"rooms\":[{\"room\":\"live://1\",\"left\":true}]}");
        assertThat(members(second, "live://1")).isZero();
        assertThat(members(second, "chat://1")).isEqualTo(1);
    }

    @Test
    void holdsASessionOfVersionTwoToItsNumberOfRooms() {
        second.authenticate(ConnectReply.newBuilder().addRooms("live://1"));
        second.told();

        move(second, List.of("live://2", "no room", "live://3", "live://4"), List.of());

        assertThat(second.told()).doesNotContain("live://4");
        assertThat(members(second, "live://3")).isEqualTo(1);
        assertThat(members(second, "live://4")).isZero();
        assertThat(second.registry.get("halley.comet.rooms.refused").counter().count())
                .isEqualTo(2);
    }

    @Test
    void movesASessionOfVersionOneFromRoomToRoom() {
        first.authenticate("live://1");
        first.sent();

        move(first, List.of("live://2", "live://3"), List.of());

        assertThat(members(first, "live://1")).isZero();
        assertThat(members(first, "live://2")).isZero();
        assertThat(members(first, "live://3")).isEqualTo(1);
        move(first, List.of(), List.of("live://1", "live://3"));
        assertThat(members(first, "live://3")).isZero();
        assertThat(first.sent()).isEmpty();
    }

    @Test
    void waitsUntilAuthIsAnswered() {
        second.connect();
        second.send(7, 1, "{}");
        second.holdRooms();
        second.logic.connects.remove().complete(reply());
        second.channel.runPendingTasks();
        for (int i = 0; i < 20; i++) {
            move(second, List.of("live://2"), List.of());
        }
        assertThat(second.told()).isEmpty();
        assertThat(second.registry.get("halley.comet.moves.ignored").counter().count())
                .isEqualTo(4);

        second.releaseRooms();

        assertThat(second.told()).startsWith("8/1 ");
        assertThat(second.told()).startsWith("19/0 {\"rooms\":[{\"room\":\"live://2\"");
    }

    @Test
    void leavesARoomThatItWasStillOnItsWayInto() {
        second.authenticate(ConnectReply.newBuilder());
        second.told();
        second.followMoves();
        second.holdRooms();

        move(second, List.of("live://1", "live://2"), List.of());
        move(second, List.of(), List.of("live://1"));
        assertThat(second.told()).isEmpty();
        second.releaseRooms();

        assertThat(members(second, "live://1")).isZero();
        assertThat(members(second, "live://2")).isEqualTo(1);
        assertThat(second.told()).startsWith("19/0 {\"rooms\":[{\"room\":\"live://1\"");
        assertThat(second.told())
                .isEqualTo("21/0 {\"rooms\":[{\"room\":\"live://1\",\"left\":true}]}");
        assertThat(second.told()).isEmpty();
        second.hasMoved(">live://1", ">live://2", "live://1>");
    }

    @Test
    void joinsARoomAfterAllThatItWasToLeave() {
        second.authenticate(ConnectReply.newBuilder());
        second.told();
        second.followMoves();
        second.holdRooms();

        move(second, List.of("live://1"), List.of());
        move(second, List.of(), List.of("live://1"));
        move(second, List.of("live://1"), List.of());
        second.releaseRooms();

        assertThat(members(second, "live://1")).isEqualTo(1);
        second.hasMoved(">live://1");
    }

    @Test
    void asksOnceForARoomThatItIsOnItsWayInto() {
        second.authenticate(ConnectReply.newBuilder());
        second.told();
        second.holdRooms();

        move(second, List.of("live://1"), List.of());
        move(second, List.of("live://1", "live://2", "live://3", "live://4"), List.of());
        second.releaseRooms();

        assertThat(second.told()).contains("live://1");
        assertThat(second.told()).contains("live://2", "live://3").doesNotContain("live://1");
        assertThat(second.told()).isEmpty();
        assertThat(members(second, "live://1")).isEqualTo(1);
        assertThat(members(second, "live://4")).isZero();
    }

    @Test
    void takesASessionOutOfARoomThatItsClientIsJoining() {
        second.authenticate(
                ConnectReply.newBuilder()
                        .setMayJoin(RoomPatterns.newBuilder().addPatterns("live://*")));
        second.told();
        second.followMoves();
        second.holdRooms();

        second.send(18, 5, "{\"rooms\":[\"live://1\"]}");
        move(second, List.of(), List.of("live://1"));
        second.releaseRooms();

        assertThat(members(second, "live://1")).isZero();
        assertThat(second.told()).startsWith("19/5 {\"rooms\":[{\"room\":\"live://1\"");
        assertThat(second.told())
                .isEqualTo("21/0 {\"rooms\":[{\"room\":\"live://1\",\"left\":true}]}");
        second.hasMoved(">live://1", "live://1>");
    }

    @Test
    void theLastMoveOfASessionOfVersionOneHolds() {
        first.authenticate("live://1");
        first.followMoves();
        first.holdRooms();
        first.sent();

        move(first, List.of("live://2"), List.of());
        move(first, List.of("live://3"), List.of());
        first.releaseRoom("live://3");
        assertThat(members(first, "live://3")).isEqualTo(1);
        first.releaseRoom("live://2");

        assertThat(members(first, "live://1")).isZero();
        assertThat(members(first, "live://2")).isZero();
        assertThat(members(first, "live://3")).isEqualTo(1);
        first.hasMoved("live://1>live://3", ">live://2", "live://2>");
    }

    @Test
    void aSessionOfVersionOneStaysWhereItIsToStayAfterAll() {
        first.authenticate("live://1");
        first.holdRooms();

        move(first, List.of("live://2"), List.of());
        move(first, List.of("live://1"), List.of());
        first.releaseRooms();

        assertThat(members(first, "live://1")).isEqualTo(1);
        assertThat(members(first, "live://2")).isZero();
    }

    @Test
    void aSessionOfVersionOneLeavesARoomThatItWasStillOnItsWayInto() {
        first.authenticate("live://1");
        first.holdRooms();

        move(first, List.of("live://2"), List.of());
        move(first, List.of(), List.of("live://2"));
        first.releaseRooms();

        assertThat(members(first, "live://1")).isEqualTo(1);
        assertThat(members(first, "live://2")).isZero();
    }

    @Test
    void aMoveHoldsAgainstARoomThatTheClientWantedBefore() {
        first.authenticate(
                ConnectReply.newBuilder()
                        .setRoom("live://1")
                        .setMayJoin(RoomPatterns.newBuilder().addPatterns("live://*")));
        first.holdRooms();
        first.sent();

        first.send(12, 5, "live://2");
        move(first, List.of("live://3"), List.of());
        first.releaseRoom("live://3");
        first.releaseRoom("live://2");

        assertThat(members(first, "live://2")).isZero();
        assertThat(members(first, "live://3")).isEqualTo(1);
        assertThat(first.sent()).isNotEmpty();
    }

    private static ConnectReply reply() {
        return ConnectReply.newBuilder().setUser("7").setKey("k").addRooms("live://1").build();
    }

    private static void move(SessionFixture fixture, List<String> join, List<String> leave) {
        Member session = fixture.loop.sessions().get(0);
        session.move(join, leave);
        fixture.channel.runPendingTasks();
    }

    private static int members(SessionFixture fixture, String room) {
        return fixture.shards.members(new RoomKey("default", room));
    }
}
