package dev.halley.comet.fanout;

import static dev.halley.comet.fanout.FanoutFixture.payloads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Variant;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.wire.CloseReason;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What jobs send to a session whose route they have found before logic's answer is here. */
@Timeout(20)
class ExpectedSessionTest {
    private final FanoutFixture fanout = FanoutFixture.oneShard();
    private final TestMember member = fanout.expectedMember(Variant.TCP_V2);

    @AfterEach
    void close() {
        fanout.close();
    }

    @Test
    void pushesWaitForTheSessionAndThenUntilItIsOpen() {
        fanout.own(member, 7, 6);
        fanout.direct("to the key", member);
        fanout.settle();
        assertThat(fanout.finished()).isEqualTo(2);

        fanout.shard().addHeld(member);
        fanout.own(member, 7, 7);
        fanout.settle();
        assertThat(payloads(member)).isEmpty();
        fanout.shard().open(member, new StreamPoint(7, 5), null, reply -> member.reply("auth"));

        assertThat(payloads(member)).containsExactly("auth", "7-6", "to the key", "7-7");
        assertThat(noSession()).isZero();
    }

    @Test
    void whatWaitsBeforeAndAfterItIsHereHasOneBound() {
        for (int i = 0; i < 40; i++) {
            fanout.direct("" + i, member);
        }
        fanout.settle();
        fanout.shard().addHeld(member);
        for (int i = 40; i < 70; i++) {
            fanout.direct("" + i, member);
        }
        fanout.settle();

        fanout.shard().open(member);

        assertThat(payloads(member)).hasSize(64).endsWith("63");
        assertThat(fanout.count("halley.comet.dropped", "reason", "auth_pending")).isEqualTo(6);
    }

    @Test
    void whatDoesNotFitIsReadFromItsStream() {
        for (int offset = 6; offset < 71; offset++) {
            fanout.own(member, 7, offset);
        }
        fanout.settle();
        fanout.shard().addHeld(member);

        fanout.shard().open(member, new StreamPoint(7, 5), null, reply -> {});
        fanout.settle();
        fanout.reads.answer(7, 70, 70, 70);
        fanout.settle();

        assertThat(payloads(member)).hasSize(65).endsWith("7-69", "7-70");
    }

    @Test
    void isClosedAsSoonAsItIsHere() {
        fanout.close(CloseReason.KICKED, member);
        fanout.settle();

        fanout.shard().addHeld(member);

        assertThat(member.closes).containsExactly(CloseReason.KICKED);
    }

    @Test
    void isMovedWhenItIsHereABoundedNumberOfTimes() {
        for (int i = 0; i < 17; i++) {
            fanout.move(List.of("live://" + i), member);
        }
        fanout.settle();

        fanout.shard().addHeld(member);

        assertThat(member.moves).hasSize(16).startsWith("live://0").endsWith("live://15");
        assertThat(fanout.count("halley.comet.dropped", "reason", "auth_pending")).isEqualTo(1);
    }

    @Test
    void whatIsForAnotherRegistrationOfItIsNotForIt() {
        fanout.direct("of before", member);
        fanout.close(CloseReason.KICKED, member);
        fanout.settle();
        member.ofGeneration(2);
        fanout.direct("of this", member);
        fanout.settle();
        member.ofGeneration(1);
        fanout.direct("late", member);
        fanout.settle();
        member.ofGeneration(2);

        fanout.shard().addHeld(member);
        fanout.shard().open(member);

        assertThat(member.closes).isEmpty();
        assertThat(payloads(member)).containsExactly("of this");
        assertThat(noSession()).isEqualTo(2);
    }

    @Test
    void whatCameForARegistrationThatIsNotItsIsDropped() {
        fanout.direct("of another", member);
        fanout.settle();
        member.ofGeneration(2);

        fanout.shard().addHeld(member);
        fanout.shard().open(member);

        assertThat(payloads(member)).isEmpty();
        assertThat(noSession()).isEqualTo(1);
    }

    @Test
    void isClosedWhenAnotherHasTakenItsPlace() {
        assertThat(fanout.shard().closeReplaced(member.sessionId(), 1)).isFalse();

        fanout.shard().addHeld(member);

        assertThat(member.closes).containsExactly(CloseReason.REPLACED);
    }

    @Test
    void isNotClosedForTheOneWhosePlaceItHasTaken() {
        member.ofGeneration(2);
        fanout.direct("of this", member);
        fanout.settle();
        assertThat(fanout.shard().closeReplaced(member.sessionId(), 1)).isFalse();

        fanout.shard().addHeld(member);

        assertThat(member.closes).isEmpty();
    }

    @Test
    void whatIsForASessionThatDoesNotComeIsCounted() {
        fanout.direct("waits", member);
        fanout.settle();

        fanout.shard().forget(member.sessionId());
        fanout.direct("late", member);
        fanout.settle();

        assertThat(noSession()).isEqualTo(2);
    }

    private double noSession() {
        return fanout.count("halley.comet.dropped", "reason", "no_session");
    }
}
