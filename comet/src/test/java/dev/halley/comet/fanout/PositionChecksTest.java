package dev.halley.comet.fanout;

import static dev.halley.comet.fanout.FanoutFixture.payloads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Variant;
import dev.halley.comet.streams.StreamPoint;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The last message of a stream leaves no hole when it goes missing: its end is compared. */
@Timeout(20)
class PositionChecksTest {
    private static final Duration ROUND = Duration.ofSeconds(32);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration EPOCH_GRACE = Duration.ofSeconds(30);

    private final FanoutFixture fanout = FanoutFixture.oneShard();

    @AfterEach
    void close() {
        fanout.close();
    }

    @Test
    void lastMessageThatWentMissingIsRead() {
        fanout.shards.checkPositions(Duration.ofSeconds(25));
        TestMember member = fanout.roomMember();
        fanout.room(7, 60);
        fanout.settle();

        fanout.pass(ROUND);
        fanout.reads.tip(7, 62);
        fanout.settle();
        assertThat(fanout.reads.asked).isEmpty();
        fanout.pass(GRACE);
        fanout.reads.answer(7, 62, 61, 62);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("7-60", "7-61", "7-62");
        assertThat(fanout.count("halley.comet.stream.checks.short")).isEqualTo(1);
    }

    @Test
    void messageOnItsWayIsNotRead() {
        fanout.shards.checkPositions(Duration.ofSeconds(25));
        fanout.roomMember();
        fanout.room(7, 60);
        fanout.settle();

        fanout.pass(ROUND);
        fanout.reads.tip(7, 61);
        fanout.settle();
        fanout.room(7, 61);
        fanout.settle();
        fanout.pass(GRACE);

        assertThat(fanout.reads.asked).isEmpty();
        assertThat(fanout.count("halley.comet.stream.checks.short")).isZero();
    }

    @Test
    void roomsWithoutAStreamAreLeftAlone() {
        fanout.shards.checkPositions(Duration.ofSeconds(25));
        fanout.shard().join(fanout.member(Variant.TCP_V1), FanoutFixture.ROOM, () -> {});
        fanout.reads.noStream();
        fanout.settle();

        fanout.pass(ROUND);

        assertThat(fanout.reads.asked).isEmpty();
    }

    @Test
    void roomsWithoutAStreamAreAskedForInEveryTenthRound() {
        fanout.shards.checkPositions(Duration.ofSeconds(25));
        fanout.shard().join(fanout.member(Variant.TCP_V1), FanoutFixture.ROOM, () -> {});
        fanout.reads.noStream();
        fanout.settle();

        for (int round = 0; round < 9; round++) {
            fanout.pass(ROUND);
        }
        assertThat(fanout.reads.asked).isEmpty();
        fanout.pass(ROUND);

        assertThat(fanout.reads.asked).hasSize(1);
    }

    @Test
    void streamsThatWereSwitchedOnAreFoundWhenAJobAttaches() {
        TestMember member = fanout.member(Variant.TCP_V2);
        fanout.shard().join(member, FanoutFixture.ROOM, () -> {});
        fanout.reads.noStream();
        fanout.settle();

        fanout.shards.checkPositionsSoon();
        fanout.settle();
        fanout.pass(Duration.ofMillis(200));
        fanout.reads.tip(7, 61);
        fanout.settle();
        fanout.pass(Duration.ofSeconds(30));

        assertThat(member.gaps).containsExactly("room:live://1 7:62-61");
    }

    @Test
    void roomIsNotAskedForAgainBeforeTheAnswer() {
        fanout.shards.checkPositions(Duration.ofSeconds(25));
        memberAt(7, 4);
        fanout.roomMember();

        fanout.pass(ROUND);
        fanout.pass(ROUND);
        assertThat(fanout.reads.asked).hasSize(1);
        fanout.reads.unreadable();
        fanout.settle();
        fanout.pass(ROUND);

        assertThat(fanout.reads.asked).hasSize(1);
    }

    @Test
    void whoCameInWhileNobodyCouldSayWhereTheStreamIsIsToldByACheck() {
        fanout.shards.checkPositions(Duration.ofSeconds(25));
        TestMember member = fanout.member(Variant.TCP_V2);
        fanout.shard().join(member, FanoutFixture.ROOM, () -> {});
        fanout.reads.unreadable();
        fanout.settle();

        fanout.pass(ROUND);
        fanout.reads.tip(7, 61);
        fanout.settle();
        fanout.pass(Duration.ofSeconds(30));

        assertThat(member.gaps).containsExactly("room:live://1 7:62-61");
    }

    @Test
    void skipIsLookedAfterSoonAndOnce() {
        fanout.roomMember();
        fanout.room(7, 60);
        fanout.settle();

        fanout.shards.checkPositionsSoon();
        fanout.shards.checkPositionsSoon();
        fanout.settle();
        fanout.pass(Duration.ofMillis(200));

        assertThat(fanout.reads.asked).hasSize(1);
    }

    @Test
    void epochThatChangedUnseenIsTold() {
        TestMember member = memberOfRoomThatIsChecked(7, 60);

        fanout.reads.tip(8, 60);
        fanout.settle();
        fanout.pass(GRACE);
        assertThat(member.gaps).isEmpty();
        fanout.pass(EPOCH_GRACE);

        assertThat(member.gaps).containsExactly("room:live://1 8:61-60");
    }

    @Test
    void gapThatACheckFindsIsFlushedThoughNothingFollows() {
        TestMember member = memberOfRoomThatIsChecked(7, 60);

        fanout.reads.tip(8, 60);
        fanout.settle();
        fanout.pass(EPOCH_GRACE);

        assertThat(member.gaps).hasSize(1);
        assertThat(member.isUnflushed()).isFalse();
    }

    @Test
    void wordOfANewEpochDoesNotOvertakeWhatIsOnItsWayInTheOldOne() {
        TestMember member = memberOfRoomThatIsChecked(7, 60);

        fanout.reads.tip(8, 63);
        fanout.settle();
        fanout.pass(GRACE);
        fanout.room(7, 61);
        fanout.room(7, 62);
        fanout.settle();
        fanout.pass(EPOCH_GRACE);
        fanout.room(8, 63);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("7-60", "7-61", "7-62", "8-63");
    }

    @Test
    void ownPushThatWentMissingIsRead() {
        TestMember member = memberAt(7, 4);

        fanout.shard().ownTip(member.sessionId(), new StreamPoint(7, 5));
        fanout.shard().ownTip(member.sessionId(), new StreamPoint(7, 4));
        fanout.shard().ownTip(999, new StreamPoint(7, 4));
        fanout.pass(GRACE);
        fanout.reads.answer(7, 5, 5, 5);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("7-4", "7-5");
        assertThat(fanout.reads.asked).isEmpty();
    }

    @Test
    void ownTipOfAnEpochThatIsOverMeanwhileIsNotBelieved() {
        TestMember member = memberAt(7, 4);

        fanout.shard().ownTip(member.sessionId(), new StreamPoint(8, 4));
        fanout.own(member, 9, 5);
        fanout.own(member, 9, 6);
        fanout.settle();
        fanout.pass(EPOCH_GRACE);
        fanout.own(member, 9, 7);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("7-4", "9-5", "9-6", "9-7");
        assertThat(fanout.reads.asked).isEmpty();
    }

    @Test
    void ownTipThatWasAskedForBeforeTheEpochChangedIsNotBelieved() {
        TestMember member = memberAt(7, 4);

        fanout.shard().ownTip(member.sessionId(), new StreamPoint(8, 2));
        fanout.pass(EPOCH_GRACE);
        fanout.own(member, 9, 5);
        fanout.own(member, 9, 6);
        fanout.settle();
        fanout.reads.tip(8, 4);
        fanout.settle();
        fanout.own(member, 9, 7);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("7-4", "9-5", "9-6", "9-7");
        assertThat(fanout.reads.asked).isEmpty();
    }

    @Test
    void ownEpochThatChangedUnseenIsReadOn() {
        TestMember member = memberAt(7, 4);

        fanout.shard().ownTip(member.sessionId(), new StreamPoint(8, 5));
        fanout.pass(GRACE);
        assertThat(fanout.reads.asked).isEmpty();
        fanout.pass(EPOCH_GRACE);
        fanout.reads.tip(8, 5);
        fanout.settle();
        fanout.reads.answer(8, 5, 5, 5);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("7-4", "8-5");
    }

    @Test
    void ownPushesOfAnEpochThatIsOverAreNotHandedOutAgainHoweverLateTheyAre() {
        TestMember member = memberAt(7, 4);

        fanout.shard().ownTip(member.sessionId(), new StreamPoint(7, 5));
        fanout.pass(GRACE);
        fanout.reads.answer(7, 5, 5, 5);
        fanout.settle();
        fanout.own(member, 8, 6);
        fanout.own(member, 7, 5);
        fanout.own(member, 8, 7);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("7-4", "7-5", "8-6", "8-7");
        assertThat(fanout.reads.asked).isEmpty();
    }

    private TestMember memberAt(int epoch, long offset) {
        TestMember member = fanout.member(Variant.TCP_V1);
        fanout.own(member, epoch, offset);
        fanout.settle();
        return member;
    }

    private TestMember memberOfRoomThatIsChecked(int epoch, long offset) {
        TestMember member = fanout.roomMember();
        fanout.room(epoch, offset);
        fanout.settle();
        fanout.shards.checkPositionsSoon();
        fanout.settle();
        fanout.pass(Duration.ofMillis(200));
        return member;
    }
}
