package dev.halley.job.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Places;
import dev.halley.job.support.Records;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Redis has started again; the job remembers that nothing is lost, and may be another by then. */
@Timeout(10)
class StreamAppendsProofTest {
    private static final String ROOM = "live://a";
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final PlayedRedis world = new PlayedRedis();
    private int epoch;

    @BeforeEach
    void startAgain() {
        PendingRecord first = toRoom(0, ROOM);
        world.answerAll();
        epoch = epoch(first);
        world.proves = false;
        world.redis.restart(world.redis.copy());
    }

    @Test
    void nothingIsAppendedBeforeItIsProved() {
        PendingRecord second = toRoom(1, ROOM);
        askedFor(3);
        assertThat(world.appended).doesNotContainKey(second);
        assertThat(world.count(AppendIncident.UNPROVED)).isEqualTo(3);

        world.appends.proved(PlayedRedis.LOG, "master-1");
        world.pass(LONGEST_PAUSE);
        world.answerAll();

        assertThat(epoch(second)).isEqualTo(epoch);
    }

    @Test
    void theProofIsAskedForOnceForAllStreamsOfThePartition() {
        PendingRecord second = toRoom(1, ROOM);
        askedFor(2);
        assertThat(world.toProve).hasSize(1);
        world.appends.proved(PlayedRedis.LOG, "master-1");
        world.pass(LONGEST_PAUSE);
        world.answerAll();
        PendingRecord third = toRoom(2, ROOM);
        world.answerAll();

        assertThat(world.toProve).hasSize(1);
        assertThat(epoch(second)).isEqualTo(epoch(third));
        assertThat(world.count(AppendIncident.UNPROVED)).isEqualTo(2);
    }

    @Test
    void mastersThatAllStartedAgainAreProvedEachByItself() {
        OwnershipProofs proofs = new OwnershipProofs();
        assertThat(proofs.ask(PlayedRedis.LOG, "a")).isTrue();
        assertThat(proofs.ask(PlayedRedis.LOG, "b")).isTrue();
        assertThat(proofs.ask(PlayedRedis.LOG, "a")).isFalse();
        proofs.given(PlayedRedis.LOG, "a");
        proofs.given(PlayedRedis.LOG, "b");

        assertThat(proofs.of(PlayedRedis.LOG)).isEqualTo("a b");
        assertThat(proofs.ask(PlayedRedis.LOG, "a")).isFalse();
        assertThat(proofs.of(PlayedRedis.OTHER)).isEmpty();
    }

    @Test
    void theOldestOfTooManyProofsIsAskedForAgain() {
        OwnershipProofs proofs = new OwnershipProofs();
        for (int i = 0; i <= OwnershipProofs.MOST; i++) {
            proofs.ask(PlayedRedis.LOG, "master-" + i);
            proofs.given(PlayedRedis.LOG, "master-" + i);
        }

        assertThat(proofs.ask(PlayedRedis.LOG, "master-0")).isTrue();
        assertThat(proofs.ask(PlayedRedis.LOG, "master-1")).isFalse();
    }

    @Test
    void aProofUnderAnOlderIdIsNone() {
        toRoom(1, ROOM);
        askedFor(1);
        world.redis.restart(world.redis.copy());
        askedFor(1);
        world.appends.proved(PlayedRedis.LOG, "master-1");
        askedFor(1);

        assertThat(world.count(AppendIncident.UNPROVED)).isEqualTo(3);
        assertThat(world.toProve).containsExactly("0 master-1", "0 master-2");
    }

    @Test
    void aPartitionThatWasGivenBackHasNone() {
        toRoom(1, ROOM);
        askedFor(1);
        world.appends.givenBack(PlayedRedis.LOG);
        world.appends.proved(PlayedRedis.LOG, "master-1");
        PendingRecord again = toRoom(1, ROOM);
        world.pass(LONGEST_PAUSE);
        world.answerAll();

        assertThat(epoch(again)).isNotEqualTo(epoch);
    }

    @Test
    void aStreamThatNobodyRemembersNeedsNone() {
        PendingRecord other = world.take(PlayedRedis.OTHER, 0, Records.toRoom(9, "live://b", "x"));
        world.answerAll();

        assertThat(world.appended).containsKey(other);
        assertThat(world.toProve).isEmpty();
    }

    private void askedFor(int times) {
        for (int i = 0; i < times; i++) {
            world.pass(LONGEST_PAUSE);
            world.answer(world.asked.remove(0));
        }
    }

    private PendingRecord toRoom(long offset, String room) {
        return world.take(offset, Records.toRoom(100 + offset, room, "x"));
    }

    private int epoch(PendingRecord record) {
        Places places = Objects.requireNonNull(world.appended.get(record));
        return Objects.requireNonNull(places.at(0)).getEpoch();
    }
}
