package dev.halley.comet.fanout;

import static dev.halley.comet.fanout.FanoutFixture.payloads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Live messages of streams: order, doubles, holes. */
@Timeout(20)
class StreamFanoutTest {
    private final FanoutFixture fanout = FanoutFixture.oneShard();

    @AfterEach
    void close() {
        fanout.close();
    }

    @Test
    void roomMessageThatComesAgainIsNotShownTwice() {
        TestMember member = fanout.roomMember();

        fanout.room(7, 60);
        fanout.room(7, 60);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("7-60");
        assertThat(fanout.finished()).isEqualTo(2);
        assertThat(fanout.count("halley.comet.stream.duplicates")).isEqualTo(1);
    }

    @Test
    void messageBehindAHoleWaitsAndIsNotAcknowledged() {
        TestMember member = fanout.roomMember();
        fanout.room(7, 60);
        fanout.room(7, 62);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("7-60");
        assertThat(fanout.finished()).isEqualTo(1);
        assertThat(fanout.reads.asked).hasSize(1);

        fanout.reads.answer(7, 62, 61, 61);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("7-61", "7-62");
        assertThat(fanout.finished()).isEqualTo(2);
        assertThat(fanout.shards.inboxDepth()).isZero();
        assertThat(fanout.count("halley.comet.stream.holes")).isEqualTo(1);
        assertThat(fanout.count("halley.comet.stream.filled", "source", "history")).isEqualTo(1);
    }

    @Test
    void aHoleIsReadOnceWhateverComesBehindIt() {
        fanout.roomMember();
        fanout.room(7, 60);
        fanout.room(7, 62);
        fanout.settle();
        fanout.room(7, 63);
        fanout.settle();

        assertThat(fanout.reads.asked).hasSize(1);
    }

    @Test
    void holeThatNothingFillsIsToldToEveryMember() {
        TestMember first = fanout.roomMember();
        TestMember second = fanout.roomMember();
        fanout.room(7, 60);
        fanout.room(7, 63);
        fanout.settle();

        fanout.reads.unreadable();
        fanout.settle();

        assertThat(first.gaps).containsExactly("room:live://1 7:61-62");
        assertThat(second.gaps).hasSize(1);
        assertThat(payloads(first)).containsExactly("7-60", "7-63");
        assertThat(fanout.finished()).isEqualTo(2);
        assertThat(fanout.count("halley.comet.stream.gap.messages")).isEqualTo(2);
    }

    @Test
    void whatWaitsIsGivenBackWhenTheLastMemberLeaves() {
        TestMember member = fanout.roomMember();
        fanout.room(7, 60);
        fanout.room(7, 62);
        fanout.settle();

        fanout.shard().remove(member);

        assertThat(fanout.finished()).isEqualTo(2);
        assertThat(fanout.shards.inboxDepth()).isZero();
        fanout.reads.answer(7, 62, 61, 61);
        fanout.settle();
        assertThat(payloads(member)).containsExactly("7-60");
    }

    @Test
    void memberOfVersionOneIsOwedAllBehindTheEndThatWasThereWhenItCame() {
        TestMember first = fanout.roomMember();
        fanout.room(7, 61);
        fanout.settle();
        assertThat(payloads(first)).isEmpty();

        fanout.reads.answer(7, 61, 60, 61);
        fanout.settle();
        fanout.room(7, 60);
        fanout.room(7, 59);
        fanout.room(7, 62);
        fanout.settle();

        assertThat(payloads(first)).containsExactly("7-60", "7-61", "7-62");
        assertThat(fanout.finished()).isEqualTo(4);
        assertThat(fanout.reads.asked).isEmpty();
    }

    @Test
    void messageWithoutAPlaceWaitsForNothing() {
        TestMember member = fanout.roomMember();
        fanout.room(7, 60);
        fanout.room(7, 62);
        fanout.room("live");
        fanout.settle();

        assertThat(payloads(member)).containsExactly("7-60", "live");
    }

    @Test
    void ownPushThatComesAgainIsNotShownTwice() {
        TestMember member = fanout.member(Variant.TCP_V1);

        fanout.own(member, 7, 4);
        fanout.own(member, 7, 4);
        fanout.own(member, 7, 5);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("7-4", "7-5");
        assertThat(fanout.finished()).isEqualTo(3);
    }

    @Test
    void ownPushBehindAHoleWaitsUntilItIsFilled() {
        TestMember member = fanout.member(Variant.TCP_V1);
        fanout.own(member, 7, 4);
        fanout.own(member, 7, 6);
        fanout.own(member, 7, 7);
        fanout.settle();
        assertThat(payloads(member)).containsExactly("7-4");
        assertThat(fanout.finished()).isEqualTo(1);
        assertThat(fanout.reads.asked).hasSize(1);

        fanout.reads.answer(7, 7, 5, 7);
        fanout.settle();
        fanout.own(member, 7, 8);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("7-5", "7-6", "7-7", "7-8");
        assertThat(fanout.finished()).isEqualTo(4);
    }

    @Test
    void ownPushOfAnotherEpochIsToldAndGoesOn() {
        TestMember member = fanout.member(Variant.TCP_V1);
        fanout.own(member, 7, 4);
        fanout.own(member, 8, 7);
        fanout.settle();
        fanout.reads.answer(8, 6, 7, 6, 6);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("7-4", "8-6", "8-7");
        String stream = "user:" + member.user();
        assertThat(member.gaps).containsExactly(stream + " 8:5-4", stream + " 8:5-5");
    }

    @Test
    void ownPushesThatWaitAreGivenBackWithTheSession() {
        TestMember member = fanout.member(Variant.TCP_V1);
        fanout.own(member, 7, 4);
        fanout.own(member, 7, 6);
        fanout.settle();

        fanout.shard().remove(member);

        assertThat(fanout.finished()).isEqualTo(2);
    }
}
