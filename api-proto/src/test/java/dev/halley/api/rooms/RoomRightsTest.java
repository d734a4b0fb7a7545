package dev.halley.api.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.logic.ConnectReply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class RoomRightsTest {
    @ParameterizedTest
    @CsvSource({
        "chat://1, chat://1, true",
        "chat://1, chat://10, false",
        "chat://*, chat://10, true",
        "chat://*, chats://10, false",
        "chat://*, chat:/, false",
        "chat://a*, chat://b, false",
        "*, live://1, true",
        "c*t://1, chat://1, false",
        "'', chat://1, false",
    })
    void matchesByNameOrByBeginning(String pattern, String room, boolean allowed) {
        assertThat(RoomRights.of(List.of(pattern)).allow(room)).isEqualTo(allowed);
    }

    @Test
    void oneOfSeveralPatternsIsEnough() {
        RoomRights rights = RoomRights.of(List.of("live://1", "chat://*"));
        assertThat(rights.allow("live://1")).isTrue();
        assertThat(rights.allow("chat://7")).isTrue();
        assertThat(rights.allow("live://2")).isFalse();
    }

    @Test
    void noPatternIsNoRoomAndAbsenceIsEveryRoom() {
        assertThat(read(RoomRights.of(List.of())).allow("chat://1")).isFalse();
        assertThat(read(RoomRights.ANY).allow("chat://1")).isTrue();
        assertThat(RoomRights.of(ConnectReply.getDefaultInstance())).isEqualTo(RoomRights.ANY);
    }

    private static RoomRights read(RoomRights rights) {
        ConnectReply.Builder reply = ConnectReply.newBuilder();
        rights.message().ifPresent(reply::setMayJoin);
        return RoomRights.of(reply.build());
    }
}
