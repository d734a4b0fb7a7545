package dev.halley.job.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Places;
import dev.halley.job.support.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Redis has started again; the job remembers that nothing is lost, and may be another by then. */
@Timeout(10)
class StreamAppendsProofTest {
    private static final String ROOM = "live://a";
    private static final String OTHER_ROOM = "live://b";

    private final PlayedRedis world = new PlayedRedis();
    private final List<AppendIncident> forgotten = new ArrayList<>();
    private int epoch;

    @BeforeEach
    void startAgain() {
        PendingRecord first = toRoom(0, ROOM);
        toRoom(1, OTHER_ROOM);
        world.answerAll();
        epoch = epoch(first);
        world.proves = false;
        world.redis.restart(world.redis.copy());
    }

    @Test
    void nothingIsAppendedBeforeItIsProved() {
        PendingRecord second = toRoom(2, ROOM);
        world.answerAll();
        world.pass(Duration.ofMinutes(1));
        world.answerAll();
        assertThat(world.appended).doesNotContainKey(second);
        assertThat(world.count(AppendIncident.UNPROVED)).isEqualTo(1);
        assertThat(world.appends.waiting()).isEqualTo(1);

        world.appends.proved(PlayedRedis.LOG, "master-1");
        world.answerAll();

        assertThat(epoch(second)).isEqualTo(epoch);
    }

    @Test
    void whoStoodStillAppendsNothingBeforeItIsProved() {
        world.redis.restart(world.redis.copy());
        world.pass(Duration.ofHours(2));
        PendingRecord second = toRoom(2, ROOM);
        world.answerAll();
        assertThat(world.toProve).containsExactly("0 standstill-1");
        assertThat(world.asked).isEmpty();

        world.pass(Duration.ofHours(2));
        world.appends.proved(PlayedRedis.LOG, "standstill-1");
        world.answerAll();
        assertThat(world.toProve).containsExactly("0 standstill-1", "0 standstill-2");
        assertThat(world.appended).doesNotContainKey(second);

        world.appends.proved(PlayedRedis.LOG, "standstill-2");
        world.answerAll();
        assertThat(world.appended).containsKey(second);
    }

    @Test
    void whatCameAfterwardsIsNotDoubted() {
        world.pass(Duration.ofHours(2));
        world.appends.givenBack(PlayedRedis.LOG);
        PendingRecord second = toRoom(2, ROOM);
        world.answerAll();
        assertThat(world.appended).containsKey(second);
    }

    @Test
    void theProofIsAskedForOnceForAllStreamsOfThePartition() {
        PendingRecord second = toRoom(2, ROOM);
        PendingRecord third = toRoom(3, OTHER_ROOM);
        world.answerAll();
        assertThat(world.toProve).containsExactly("0 master-1");

        world.appends.proved(PlayedRedis.LOG, "master-1");
        world.answerAll();

        assertThat(world.appended).containsKeys(second, third);
        assertThat(world.count(AppendIncident.UNPROVED)).isEqualTo(2);
        assertThat(world.toProve).hasSize(1);
    }

    @Test
    void aRequestThatWasOnItsWayBeforeTheProofIsSentAgain() {
        toRoom(2, ROOM);
        PendingRecord third = toRoom(3, OTHER_ROOM);
        world.settle();
        AppendRequest late = world.asked.remove(1);
        world.answerAll();
        world.appends.proved(PlayedRedis.LOG, "master-1");
        world.answerAll();

        world.answer(late);
        world.answerAll();

        assertThat(world.appended).containsKey(third);
    }

    @Test
    void othersGoOnMeanwhile() {
        toRoom(2, ROOM);
        world.answerAll();
        PendingRecord other = world.take(PlayedRedis.OTHER, 0, Records.toRoom(9, "live://c", "x"));
        world.answerAll();

        assertThat(world.appended).containsKey(other);
        assertThat(world.count(AppendIncident.RETRY)).isZero();
        assertThat(world.toProve).containsExactly("0 master-1");
    }

    @Test
    void mastersThatAllStartedAgainAreProvedEachByItself() {
        OwnershipProofs proofs = new OwnershipProofs(forgotten::add);
        assertThat(proofs.ask(PlayedRedis.LOG, "a")).isTrue();
        assertThat(proofs.ask(PlayedRedis.LOG, "b")).isTrue();
        assertThat(proofs.ask(PlayedRedis.LOG, "a")).isFalse();
        proofs.given(PlayedRedis.LOG, "a");
        proofs.given(PlayedRedis.LOG, "b");

        assertThat(proofs.of(PlayedRedis.LOG)).isEqualTo("a b");
        assertThat(proofs.has(PlayedRedis.LOG, "a")).isTrue();
        assertThat(proofs.of(PlayedRedis.OTHER)).isEmpty();
    }

    @Test
    void theOldestOfTooManyProofsIsAskedForAgain() {
        OwnershipProofs proofs = new OwnershipProofs(forgotten::add);
        for (int i = 0; i <= OwnershipProofs.MOST; i++) {
            proofs.ask(PlayedRedis.LOG, "master-" + i);
            proofs.given(PlayedRedis.LOG, "master-" + i);
        }

        assertThat(forgotten).containsExactly(AppendIncident.PROOF_FORGOTTEN);
        assertThat(proofs.has(PlayedRedis.LOG, "master-0")).isFalse();
        assertThat(proofs.ask(PlayedRedis.LOG, "master-0")).isTrue();
        assertThat(proofs.has(PlayedRedis.LOG, "master-1")).isTrue();
    }

    @Test
    void aProofUnderAnOlderIdIsNone() {
        PendingRecord second = toRoom(2, ROOM);
        world.answerAll();
        world.redis.restart(world.redis.copy());
        world.appends.proved(PlayedRedis.LOG, "master-1");
        world.answerAll();

        assertThat(world.appended).doesNotContainKey(second);
        assertThat(world.toProve).containsExactly("0 master-1", "0 master-2");
    }

    @Test
    void aPartitionThatWasGivenBackHasNone() {
        toRoom(2, ROOM);
        world.answerAll();
        world.appends.givenBack(PlayedRedis.LOG);
        assertThat(world.appends.waiting()).isZero();
        world.appends.proved(PlayedRedis.LOG, "master-1");
        PendingRecord again = toRoom(2, ROOM);
        world.answerAll();

        assertThat(epoch(again)).isNotEqualTo(epoch);
    }

    private PendingRecord toRoom(long offset, String room) {
        return world.take(offset, Records.toRoom(100 + offset, room, "x"));
    }

    private int epoch(PendingRecord record) {
        Places places = Objects.requireNonNull(world.appended.get(record));
        return Objects.requireNonNull(places.at(0)).getEpoch();
    }
}
