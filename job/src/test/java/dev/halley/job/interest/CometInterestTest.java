package dev.halley.job.interest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.comet.Interest;
import dev.halley.api.comet.Room;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CometInterestTest {
    private final RoomIndex<String> index = new RoomIndex<>();
    private final CometInterest<String> interest = new CometInterest<>("comet", index);

    @Test
    void aSnapshotCountsOnceAllOfItIsThere() {
        interest.apply(snapshot("before").setComplete(true).build());

        interest.apply(snapshot("a").build());
        assertThat(listed()).containsExactly("before");
        interest.apply(snapshot("b").setComplete(true).build());

        assertThat(listed()).containsExactly("a", "b");
    }

    @Test
    void aChangeBetweenTwoFramesOfASnapshotIsNewerThanThoseBeforeIt() {
        interest.apply(snapshot("a", "leaves").build());

        interest.apply(Interest.newBuilder().addJoined(room("comes")).build());
        interest.apply(Interest.newBuilder().addLeft(room("leaves")).build());
        assertThat(listed()).containsExactly("comes");
        interest.apply(snapshot("b").setComplete(true).build());

        assertThat(listed()).containsExactly("a", "b", "comes");
    }

    @Test
    void halfASnapshotEndsWithItsStream() {
        interest.apply(snapshot("half").build());

        interest.newStream();
        interest.apply(snapshot("whole").setComplete(true).build());

        assertThat(listed()).containsExactly("whole");
    }

    @Test
    void aCometThatIsGoneHasMembersOfNoRoom() {
        interest.apply(snapshot("a", "b").setComplete(true).build());

        interest.clear();

        assertThat(listed()).isEmpty();
        assertThat(index.rooms()).isZero();
    }

    /** The rooms for which the comet is listed, and knows it. */
    private List<String> listed() {
        return Stream.of("a", "b", "before", "comes", "half", "leaves", "whole")
                .filter(name -> index.of(RoomId.of(room(name))).contains("comet"))
                .filter(name -> interest.has(RoomId.of(room(name))))
                .toList();
    }

    private static Interest.Builder snapshot(String... rooms) {
        Interest.Builder frame = Interest.newBuilder().setSnapshot(true);
        Stream.of(rooms).map(CometInterestTest::room).forEach(frame::addJoined);
        return frame;
    }

    private static Room room(String name) {
        return Room.newBuilder().setApp("default").setName(name).build();
    }
}
