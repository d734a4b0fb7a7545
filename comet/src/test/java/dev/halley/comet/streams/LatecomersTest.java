package dev.halley.comet.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.StageTimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LatecomersTest {
    private final Latecomers latecomers = new Latecomers(61);

    private static Message message(long offset, long id) {
        Place place = new Place("room:live://1", 7, offset);
        return new Message(1000, new byte[0], id, 0, new StageTimes(1, 2, 3), place);
    }

    @Test
    void takesEachOnceInTheOrderOfTheStreamAndNoneBeyondTheEnd() {
        assertThat(latecomers.take(message(60, 9))).isTrue();
        assertThat(latecomers.take(message(60, 9))).isFalse();
        assertThat(latecomers.take(message(61, 8))).isTrue();
        assertThat(latecomers.take(message(62, 10))).isFalse();
    }

    @Test
    void takesNoneThatALaterOneHasOvertaken() {
        latecomers.overtakenBy(message(62, 10));

        assertThat(latecomers.take(message(60, 9))).isFalse();
    }

    @Test
    void takesOneThatIsNewerThanWhatWasAppendedAgainBehindIt() {
        latecomers.overtakenBy(message(62, 10));

        assertThat(latecomers.take(message(60, 11))).isTrue();
        assertThat(latecomers.take(message(60, 11))).isFalse();
    }
}
