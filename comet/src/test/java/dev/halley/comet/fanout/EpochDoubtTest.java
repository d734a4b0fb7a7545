package dev.halley.comet.fanout;

import static dev.halley.comet.fanout.FanoutFixture.payloads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Variant;
import dev.halley.comet.streams.StreamPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Redis lost a stream, and somebody came in while messages from before were on their way. */
@Timeout(20)
class EpochDoubtTest {
    private final FanoutFixture fanout = FanoutFixture.oneShard();

    @AfterEach
    void close() {
        fanout.close();
    }

    @Test
    void memberOfARoomIsNotTakenBackIntoAnEpochThatIsOver() {
        TestMember member = fanout.member(Variant.TCP_V2);
        fanout.shard().join(member, FanoutFixture.ROOM, () -> {});
        fanout.settle();
        fanout.reads.tip(8, 0);
        fanout.settle();

        fanout.room(7, 35);
        fanout.settle();
        fanout.reads.answer(8, 0, 1, 0);
        fanout.settle();
        fanout.room(7, 36);
        fanout.room(8, 1);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("8-1");
        assertThat(member.gaps).isEmpty();
        assertThat(fanout.finished()).isEqualTo(3);
        assertThat(fanout.reads.asked).isEmpty();
    }

    @Test
    void sessionIsNotTakenBackIntoAnEpochThatIsOver() {
        TestMember member = opened(8, 10);

        fanout.own(member, 7, 7);
        fanout.settle();
        fanout.reads.answer(8, 10, 11, 10);
        fanout.settle();
        fanout.own(member, 7, 8);
        fanout.own(member, 8, 11);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("8-11");
        assertThat(fanout.finished()).isEqualTo(3);
        assertThat(fanout.reads.asked).isEmpty();
    }

    @Test
    void sessionGoesOnInALaterEpochOnceThatIsKnown() {
        TestMember member = opened(8, 10);

        fanout.own(member, 9, 11);
        fanout.own(member, 9, 12);
        fanout.settle();
        assertThat(payloads(member)).isEmpty();
        fanout.reads.answer(9, 12, 11, 12);
        fanout.settle();
        fanout.own(member, 9, 13);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("9-11", "9-12", "9-13");
        assertThat(fanout.finished()).isEqualTo(3);
    }

    @Test
    void whatIsInDoubtIsGivenBackWithItsSession() {
        TestMember member = opened(8, 10);
        fanout.own(member, 7, 7);
        fanout.settle();
        assertThat(fanout.finished()).isZero();

        fanout.shard().remove(member);
        fanout.settle();

        assertThat(fanout.finished()).isEqualTo(1);
    }

    private TestMember opened(int epoch, long tip) {
        TestMember member = fanout.heldMember();
        fanout.shard().open(member, new StreamPoint(epoch, tip), null, own -> {});
        fanout.settle();
        return member;
    }
}
