package dev.halley.comet.wishes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.rooms.RoomRights;
import dev.halley.comet.json.RoomAnswer.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class RoomAdmissionTest {
    @Test
    void countsOnlyRoomsThatAreNewAndAllowed() {
        RoomAdmission admission = new RoomAdmission(RoomRights.of(List.of("live://*")), 3);

        assertThat(
                        admission.judge(
                                List.of("live://1", "chat://1", "live://2", "live://3", "live://4"),
                                Set.of("live://1")))
                .containsEntry("live://1", Optional.empty())
                .containsEntry("chat://1", Optional.of(Refusal.NOT_ALLOWED))
                .containsEntry("live://2", Optional.empty())
                .containsEntry("live://3", Optional.empty())
                .containsEntry("live://4", Optional.of(Refusal.TOO_MANY));
    }

    @Test
    void letsASessionStayWhereItHasNoRightToGo() {
        RoomAdmission admission = new RoomAdmission(RoomRights.of(List.of()), 1);

        assertThat(admission.judge(List.of("live://1"), Set.of("live://1")))
                .containsEntry("live://1", Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "live", "://1", "live://", "live:/1"})
    void takesNoOtherNamesForRooms(String name) {
        RoomAdmission admission = new RoomAdmission(RoomRights.ANY, 1);

        assertThat(admission.judge(List.of(name), Set.of()))
                .containsEntry(name, Optional.of(Refusal.BAD_ROOM));
        assertThat(RoomAdmission.isRoom("live://" + "x".repeat(993))).isTrue();
        assertThat(RoomAdmission.isRoom("live://" + "x".repeat(994))).isFalse();
    }
}
