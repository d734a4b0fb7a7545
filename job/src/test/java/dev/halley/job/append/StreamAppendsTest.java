package dev.halley.job.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.record.Record;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Places;
import dev.halley.job.record.Position;
import dev.halley.job.support.Records;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StreamAppendsTest {
    private static final String ROOM = "live://a";

    private final PlayedRedis world = new PlayedRedis();

    @Test
    void oneRequestOfAStreamIsOutAndTheNextHasAllThatWaited() {
        toRoom(0);
        world.settle();
        toRoom(1);
        toRoom(2);
        world.settle();
        assertThat(world.asked).hasSize(1);
        world.answer(world.asked.remove(0));
        world.settle();
        assertThat(world.asked).hasSize(1);
        assertThat(world.asked.get(0).messages()).hasSize(2);
    }

    @Test
    void aRequestHoldsABoundedNumberOfMessages() {
        for (int i = 0; i < 5; i++) {
            toRoom(i);
        }
        world.settle();
        assertThat(world.asked.get(0).messages()).hasSize(PlayedRedis.REQUEST_MESSAGES);
        world.answerAll();
        assertThat(world.appended).hasSize(5);
    }

    @Test
    void aBoundedNumberOfRequestsIsOut() {
        world.take(0, Records.toUsers(1, List.of("a", "b", "c", "d", "e", "f"), "x"));
        world.settle();
        assertThat(world.asked).hasSize(PlayedRedis.IN_FLIGHT);
        world.answerAll();
        assertThat(world.appended).hasSize(1);
    }

    @Test
    void aRecordForManyUsersIsCompleteWhenAllAreAnswered() {
        PendingRecord record = world.take(0, Records.toUsers(1, List.of("a", "b"), "x"));
        world.settle();
        world.answer(world.asked.get(1));
        assertThat(world.appended).isEmpty();
        world.answer(world.asked.get(0));
        Places places = places(record);
        assertThat(Objects.requireNonNull(places.at(1)).getStream()).isEqualTo("user:b");
        assertThat(Objects.requireNonNull(places.at(1)).getOffset()).isEqualTo(1);
    }

    @Test
    void tellsOnceWhenTheLastAppendOfARecordIsOnItsWay() {
        PendingRecord ahead = world.take(0, Records.toUser(1, "b", "x"));
        world.settle();
        PendingRecord record = world.take(1, Records.toUsers(2, List.of("a", "b"), "x"));
        world.settle();
        assertThat(world.whollyAsked).containsExactly(ahead);
        world.answer(world.asked.remove(0));
        world.settle();
        assertThat(world.whollyAsked).containsExactly(ahead, record);

        world.asked.forEach(world.appends::failed);
        world.asked.clear();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.asked).hasSize(2);
        assertThat(world.whollyAsked).containsExactly(ahead, record);
    }

    @Test
    void whatHasNoStreamGoesOnWithoutAPlace() {
        PendingRecord off = world.take(0, Records.toRoom(1, "quiet://a", "x"));
        PendingRecord nameless = world.take(1, Records.toUsers(2, List.of(""), "x"));
        world.settle();
        assertThat(places(off).at(0)).isNull();
        assertThat(places(nameless).at(0)).isNull();
        assertThat(world.asked).isEmpty();
    }

    @Test
    void whatHasExpiredIsNotAppended() {
        Record expired = Records.toRoom(1, ROOM, "x").toBuilder().setExpiresAtMs(1_000).build();
        world.pass(Duration.ofSeconds(1));
        PendingRecord record = world.take(0, expired);
        world.settle();
        assertThat(places(record).at(0)).isNull();
        assertThat(world.asked).isEmpty();
    }

    @Test
    void aFailureIsTriedAgainUnchangedAfterAPause() {
        PendingRecord first = toRoom(0);
        world.settle();
        AppendRequest request = world.asked.remove(0);
        world.appends.failed(request);
        PendingRecord second = toRoom(1);
        world.settle();
        assertThat(world.asked).isEmpty();
        world.pass(Duration.ofMillis(20));
        assertThat(world.asked.get(0).messages()).isEqualTo(request.messages());
        world.answerAll();
        assertThat(offset(first)).isEqualTo(1);
        assertThat(offset(second)).isEqualTo(2);
        assertThat(world.count(AppendIncident.RETRY)).isEqualTo(1);
    }

    @Test
    void whatWasNotDoneGoesAgainAtOnceAsThingsStandThen() {
        PendingRecord record = toRoom(0);
        world.settle();
        AppendRequest request = world.asked.remove(0);
        world.appends.committed(request.log(), new Position(3, 9));
        world.appends.again(request);
        world.settle();
        assertThat(world.asked.get(0).messages()).isEqualTo(request.messages());
        assertThat(world.asked.get(0).moment().committed()).isEqualTo(new Position(3, 9));
        world.answerAll();
        assertThat(offset(record)).isEqualTo(1);
        assertThat(world.count(AppendIncident.RETRY)).isZero();
    }

    @Test
    void theSecondAttemptOfWhatHadWorkedChangesNothing() {
        PendingRecord record = toRoom(0);
        world.settle();
        AppendRequest request = world.asked.remove(0);
        world.redis.run(request);
        world.appends.failed(request);
        world.pass(Duration.ofSeconds(1));
        world.answerAll();
        assertThat(offset(record)).isEqualTo(1);
        assertThat(world.count(AppendIncident.SEEN)).isEqualTo(1);
    }

    @Test
    void anotherJobGivesARecordThatCameAgainTheSamePlace() {
        toRoom(0);
        toRoom(1);
        world.answerAll();
        PlayedRedis other = new PlayedRedis(world.redis, world.epochs());
        PendingRecord again = other.take(1, record(1));
        PendingRecord next = other.take(2, record(2));
        other.answerAll();
        assertThat(Objects.requireNonNull(other.appended.get(again)).at(0))
                .isEqualTo(Objects.requireNonNull(lastPlace()));
        assertThat(offset(other, next)).isEqualTo(3);
    }

    private @Nullable Object lastPlace() {
        return List.copyOf(world.appended.values()).get(1).at(0);
    }

    @Test
    void whatIsCommittedAndComesAgainIsWithheld() {
        toRoom(0);
        world.answerAll();
        world.appends.committed(PlayedRedis.LOG, new Position(0, 1));
        toRoom(1);
        world.answerAll();
        PlayedRedis other = new PlayedRedis(world.redis, world.epochs());
        PendingRecord again = other.take(0, record(0));
        other.answerAll();
        assertThat(Objects.requireNonNull(other.appended.get(again)).areAllWithheld()).isTrue();
        assertThat(other.count(AppendIncident.TRIMMED)).isEqualTo(1);
    }

    @Test
    void aMessageIdThatComesTwiceIsWithheldTheSecondTime() {
        Record once = record(7).toBuilder().setOnceUntilMs(60_000).build();
        PendingRecord first = world.take(0, once);
        PendingRecord second = world.take(1, once);
        world.answerAll();
        assertThat(offset(first)).isEqualTo(1);
        assertThat(places(second).areAllWithheld()).isTrue();
        assertThat(world.count(AppendIncident.REPEATED)).isEqualTo(1);
    }

    @Test
    void aRestartOfRedisThatLostNothingKeepsTheEpoch() {
        PendingRecord first = toRoom(0);
        world.answerAll();
        world.redis.restart(world.redis.copy());
        PendingRecord second = toRoom(1);
        world.answerAll();
        assertThat(epoch(second)).isEqualTo(epoch(first));
        assertThat(offset(second)).isEqualTo(2);
    }

    @Test
    void whoStoodStillHasNoProofThatNothingIsLost() {
        PendingRecord first = toRoom(0);
        world.answerAll();
        toRoom(1);
        world.settle();
        AppendRequest underWay = world.asked.remove(0);
        world.pass(Duration.ofHours(2));
        world.answer(underWay);
        world.redis.restart(world.redis.copy());

        PendingRecord third = toRoom(2);
        world.answerAll();

        assertThat(epoch(third)).isNotEqualTo(epoch(first));
        assertThat(world.count(AppendIncident.STOOD_STILL)).isEqualTo(1);
    }

    @Test
    void aJumpOfTheWallClockCountsAsStandingStill() {
        for (Duration jump : List.of(Duration.ofHours(2), Duration.ofHours(-2))) {
            PlayedRedis suspended = new PlayedRedis();
            suspended.take(0, record(0));
            suspended.answerAll();
            int epoch = suspended.epochs();

            suspended.setClock(jump);
            suspended.redis.restart(suspended.redis.copy());
            suspended.take(1, record(1));
            suspended.answerAll();

            assertThat(suspended.count(AppendIncident.STOOD_STILL)).as("%s", jump).isEqualTo(1);
            assertThat(suspended.count(AppendIncident.EPOCH_BEGUN)).as("%s", jump).isEqualTo(2);
            assertThat(suspended.epochs()).isGreaterThan(epoch);
        }
    }

    @Test
    void aCorrectionOfTheWallClockDoesNot() {
        toRoom(0);
        world.answerAll();
        world.setClock(Duration.ofMinutes(59));
        world.setClock(Duration.ofMinutes(-59));
        world.redis.restart(world.redis.copy());
        PendingRecord second = toRoom(1);
        world.answerAll();
        assertThat(offset(second)).isEqualTo(2);
        assertThat(world.count(AppendIncident.EPOCH_BEGUN)).isEqualTo(1);
        assertThat(world.count(AppendIncident.STOOD_STILL)).isZero();
    }

    @Test
    void aRestartOfRedisThatLostTheTailBeginsAnEpochBehindWhatIsKept() {
        PendingRecord first = toRoom(0);
        world.answerAll();
        var kept = world.redis.copy();
        toRoom(1);
        world.answerAll();
        world.redis.restart(kept);
        PendingRecord third = toRoom(2);
        world.answerAll();
        assertThat(epoch(third)).isNotEqualTo(epoch(first));
        assertThat(offset(third)).isEqualTo(2);
        assertThat(world.count(AppendIncident.EPOCH_BEGUN)).isEqualTo(2);
    }

    @Test
    void whatIsRememberedIsNoProofAfterThePartitionWasAway() {
        PendingRecord first = toRoom(0);
        world.answerAll();
        world.appends.givenBack(PlayedRedis.LOG);
        world.redis.restart(world.redis.copy());
        PendingRecord second = toRoom(1);
        world.answerAll();
        assertThat(epoch(second)).isNotEqualTo(epoch(first));
    }

    @Test
    void theEndsOfAsManyStreamsAsAllowedAreRemembered() {
        for (int i = 0; i < PlayedRedis.REMEMBERED + 1; i++) {
            world.take(i, Records.toUser(i, "user-" + i, "x"));
        }
        world.answerAll();
        assertThat(world.count(AppendIncident.TIP_FORGOTTEN)).isEqualTo(1);
    }

    @Test
    void whatWasAnsweredComesBackWithTheNextRequest() {
        Note note = answerWithNote();

        assertThat(asked(1).moment().remembered()).isEqualTo(note);
    }

    @Test
    void ofWhatWasNotDoneOnlyTheTipIsRemembered() {
        Note note = answerWithNote();
        world.appends.again(asked(1));

        assertThat(asked(2).moment().remembered()).isEqualTo(note.tip());
    }

    @Test
    void ofWhatFailedOnlyTheTipIsRemembered() {
        Note note = answerWithNote();
        world.appends.failed(asked(1));
        world.pass(Duration.ofMillis(20));

        assertThat(asked(2).moment().remembered()).isEqualTo(note.tip());
    }

    @Test
    void whatWasAnsweredIsOfThePartition() {
        answerWithNote();
        world.take(PlayedRedis.OTHER, 1, record(1));
        world.settle();

        assertThat(world.asked.remove(0).moment().remembered()).isEqualTo(StreamTip.UNKNOWN);
    }

    @Test
    void whatWasAnsweredIsForgottenWithThePartitionAndWithAStandstill() {
        answerWithNote();
        world.appends.givenBack(PlayedRedis.LOG);
        assertThat(asked(1).moment().remembered()).isEqualTo(StreamTip.UNKNOWN);
        world.appends.givenBack(PlayedRedis.LOG);

        answerWithNote();
        world.pass(Duration.ofHours(2));
        assertThat(asked(2).moment().remembered()).isEqualTo(StreamTip.UNKNOWN);
    }

    @Test
    void whatHasToBeProvedLeavesOnlyTheTip() {
        Note note = answerWithNote();
        AppendRequest request = asked(1);
        world.appends.answered(request, AppendAnswer.unproved("master-2"));
        world.appends.proved(PlayedRedis.LOG, "master-2");
        world.settle();

        assertThat(world.asked.remove(0).moment().remembered()).isEqualTo(note.tip());
    }

    @Test
    void whatWasGivenBackIsNotAskedForAndItsAnswersAreIgnored() {
        toRoom(0);
        world.settle();
        toRoom(1);
        world.appends.givenBack(PlayedRedis.LOG);
        world.answer(world.asked.remove(0));
        world.settle();
        assertThat(world.asked).isEmpty();
        assertThat(world.appended).isEmpty();
        assertThat(world.appends.waiting()).isZero();
    }

    private Note answerWithNote() {
        toRoom(0);
        world.settle();
        AppendRequest request = world.asked.remove(0);
        AppendAnswer answer = world.redis.run(request);
        Note note = new Note(answer.tip());
        world.appends.answered(request, answer.with(note));
        return note;
    }

    private AppendRequest asked(long offset) {
        toRoom(offset);
        world.settle();
        return world.asked.remove(0);
    }

    private PendingRecord toRoom(long offset) {
        return world.take(offset, record(offset));
    }

    private static Record record(long offset) {
        return Records.toRoom(100 + offset, ROOM, "x");
    }

    private Places places(PendingRecord record) {
        return Objects.requireNonNull(world.appended.get(record));
    }

    private long offset(PendingRecord record) {
        return offset(world, record);
    }

    private static long offset(PlayedRedis world, PendingRecord record) {
        Places places = Objects.requireNonNull(world.appended.get(record));
        return Objects.requireNonNull(places.at(0)).getOffset();
    }

    private int epoch(PendingRecord record) {
        return Objects.requireNonNull(places(record).at(0)).getEpoch();
    }

    private record Note(StreamTip tip) implements StreamEnd {}
}
