package dev.halley.job.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.record.StreamPosition;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.support.Records;
import dev.halley.runtime.streams.StreamName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a job remembers of streams, against a Redis that has lost some of them. */
@Timeout(20)
class StreamAppendsLossTest {
    private static final String ROOM = "live://a";

    private final PlayedRedis world = new PlayedRedis();

    @Test
    void aHeadThatAReaderBeganIsNotContinuedBelowWhatIsRemembered() {
        PendingRecord first = toRoom(0);
        toRoom(1);
        world.answerAll();
        world.redis.restart(new HashMap<>());
        world.redis.look(new AppendTarget("default", StreamName.ofRoom(ROOM)), 77);
        PendingRecord third = toRoom(2);
        world.answerAll();
        assertThat(place(third).getEpoch()).isNotIn(77, place(first).getEpoch());
        assertThat(place(third).getOffset()).isEqualTo(1);
    }

    @Test
    void whatAnUnansweredRequestHasAppendedIsRememberedOnceItIsSeen() {
        PendingRecord first = toRoom(0);
        world.answerAll();
        var old = world.redis.copy();
        PendingRecord second = toRoom(1);
        runUnanswered();
        world.redis.restart(world.redis.copy());
        world.pass(Duration.ofSeconds(1));
        world.answerAll();
        assertThat(place(second)).isEqualTo(place(first).toBuilder().setOffset(2).build());

        world.redis.restart(old);
        PendingRecord third = toRoom(2);
        world.answerAll();

        assertThat(place(third).getEpoch()).isNotEqualTo(place(first).getEpoch());
        assertThat(place(third).getOffset()).isEqualTo(2);
    }

    // The epoch that it began is as good as known: another would only be one more for readers.
    @Test
    void anEpochThatAnUnansweredRequestBeganGoesOn() {
        PendingRecord first = toRoom(0);
        world.answerAll();
        var old = world.redis.copy();
        toRoom(1);
        world.answerAll();
        world.redis.restart(old);
        PendingRecord third = toRoom(2);
        runUnanswered();
        world.pass(Duration.ofSeconds(1));
        world.answerAll();
        PendingRecord fourth = toRoom(3);
        world.answerAll();

        assertThat(place(third).getEpoch()).isNotEqualTo(place(first).getEpoch());
        assertThat(place(third).getOffset()).isEqualTo(2);
        assertThat(place(fourth).getEpoch()).isEqualTo(place(third).getEpoch());
        assertThat(place(fourth).getOffset()).isEqualTo(3);
    }

    @Test
    void whatIsSeenCountsEvenIfItProvesNothing() {
        PendingRecord first = toRoom(0);
        runUnanswered();
        world.redis.restart(world.redis.copy());
        world.pass(Duration.ofSeconds(1));
        world.answerAll();
        assertThat(place(first).getOffset()).isEqualTo(1);

        world.redis.restart(new HashMap<>());
        PendingRecord second = toRoom(1);
        world.answerAll();

        assertThat(place(second).getEpoch()).isNotEqualTo(place(first).getEpoch());
        assertThat(place(second).getOffset()).isEqualTo(2);
    }

    private void runUnanswered() {
        world.settle();
        AppendRequest request = world.asked.remove(0);
        world.redis.run(request);
        world.appends.failed(request);
    }

    private PendingRecord toRoom(long offset) {
        return world.take(offset, Records.toRoom(100 + offset, ROOM, "x"));
    }

    private StreamPosition place(PendingRecord record) {
        return Objects.requireNonNull(Objects.requireNonNull(world.appended.get(record)).at(0));
    }
}
