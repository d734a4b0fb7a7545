package dev.halley.logic.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.logic.errors.UnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class MessageIdsTest {
    private static final long NOW = 1_800_000_000_000L;

    private final SetClock clock = new SetClock(NOW);
    private final MessageIds ids = new MessageIds(clock);

    @Test
    void makesNoneWithoutALease() {
        assertThatThrownBy(ids::next).isInstanceOf(UnavailableException.class);
        ids.use(1, 0);
        ids.stop();
        assertThatThrownBy(ids::next).isInstanceOf(UnavailableException.class);
    }

    @Test
    void tellsTheTime() {
        ids.use(1023, 0);
        assertThat(MessageIds.timeOf(ids.next())).isEqualTo(NOW);
    }

    @Test
    void risesWithinAMillisecondAndBeyondItsSequence() {
        ids.use(5, 0);
        long before = ids.next();
        for (int i = 0; i < 10_000; i++) {
            long next = ids.next();
            assertThat(next).isGreaterThan(before);
            before = next;
        }
        assertThat(MessageIds.timeOf(before)).isEqualTo(NOW + 2);
    }

    @Test
    void risesWhenTheClockGoesBack() {
        ids.use(5, 0);
        long before = ids.next();
        clock.millis = NOW - 60_000;
        assertThat(ids.next()).isGreaterThan(before);
        assertThat(ids.highestMs()).isEqualTo(NOW);
    }

    @Test
    void startsAboveWhatAnEarlierHolderMade() {
        ids.use(5, NOW + 10_000);
        assertThat(MessageIds.timeOf(ids.next())).isEqualTo(NOW + 10_001);
    }

    @Test
    void differsByWorker() {
        MessageIds other = new MessageIds(clock);
        ids.use(1, 0);
        other.use(2, 0);
        Set<Long> all = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(ids.next());
            all.add(other.next());
        }
        assertThat(all).hasSize(2_000);
    }

    @Test
    void refusesAWorkerOutOfRange() {
        assertThatThrownBy(() -> ids.use(1024, 0))
                .hasMessage("worker: 1024 (expected: 0 <= worker < 1024)");
    }

    private static final class SetClock extends Clock {
        private long millis;

        SetClock(long millis) {
            this.millis = millis;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }
    }
}
