package dev.halley.comet.streams;

import static dev.halley.comet.streams.RecordingSink.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RecentMessagesTest {
    private final RecentMessages recent = new RecentMessages(128 * 1024);
    private final RecentRoom room = recent.room();

    @Test
    void givesWhatIsBehindAPlace() {
        add(7, 60, 64);

        assertThat(offsets(7, 61, 10)).containsExactly(62L, 63L, 64L);
        assertThat(offsets(7, 59, 2)).containsExactly(60L, 61L);
        assertThat(offsets(7, 64, 10)).isEmpty();
    }

    @Test
    void saysNothingOfWhatWasBeforeOrOfAnotherEpoch() {
        add(7, 60, 64);

        assertThat(offsets(7, 58, 10)).isEmpty();
        assertThat(offsets(8, 61, 10)).isEmpty();
    }

    @Test
    void holeBreaksTheChain() {
        add(7, 60, 62);
        add(7, 64, 64);

        assertThat(offsets(7, 61, 10)).isEmpty();
        assertThat(offsets(7, 63, 10)).containsExactly(64L);
    }

    @Test
    void anotherEpochBreaksTheChain() {
        add(7, 60, 62);
        add(8, 63, 63);

        assertThat(offsets(7, 60, 10)).isEmpty();
        assertThat(offsets(8, 62, 10)).containsExactly(63L);
    }

    @Test
    void messageThatComesAgainIsKeptOnce() {
        add(7, 60, 62);
        add(7, 61, 61);

        assertThat(offsets(7, 59, 10)).containsExactly(60L, 61L, 62L);
    }

    @Test
    void roomThatIsGoneProvesNothing() {
        add(7, 60, 62);

        recent.forget(room);
        add(7, 63, 63);

        assertThat(offsets(7, 60, 10)).isEmpty();
        assertThat(recent.bytes()).isZero();
    }

    @Test
    void aRoomKeepsItsNewest() {
        add(7, 1, 1000);

        assertThat(offsets(7, 0, 10)).isEmpty();
        assertThat(offsets(7, 999, 10)).containsExactly(1000L);
        assertThat(recent.bytes()).isBetween(60_000L, 64L * 1024);
    }

    @Test
    void roomUsedLeastRecentlyGoesFirst() {
        RecentRoom second = recent.room();
        RecentRoom third = recent.room();
        add(7, 1, 1000);
        fill(second);
        assertThat(offsets(7, 999, 1)).hasSize(1);

        fill(third);

        assertThat(recent.after(second, 7, 999, 1)).isEmpty();
        assertThat(offsets(7, 999, 1)).hasSize(1);
        assertThat(recent.after(third, 7, 999, 1)).hasSize(1);
        assertThat(recent.bytes()).isLessThanOrEqualTo(128 * 1024);
    }

    private void fill(RecentRoom other) {
        for (long offset = 1; offset <= 1000; offset++) {
            recent.add(other, message(7, offset));
        }
    }

    private void add(int epoch, long from, long to) {
        for (long offset = from; offset <= to; offset++) {
            recent.add(room, message(epoch, offset));
        }
    }

    private List<Long> offsets(int epoch, long after, int most) {
        return recent.after(room, epoch, after, most).stream()
                .map(Message::place)
                .map(place -> place.offset())
                .toList();
    }
}
