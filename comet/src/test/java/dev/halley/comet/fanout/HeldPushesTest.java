package dev.halley.comet.fanout;

import static dev.halley.comet.fanout.FanoutFixture.payloads;
import static dev.halley.comet.fanout.FanoutFixture.writable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Lineage;
import dev.halley.comet.frames.Lineage.Former;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.streams.StreamPoint;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HeldPushesTest {
    private final FanoutFixture fanout = FanoutFixture.oneShard();
    private final TestMember member = fanout.heldMember();

    @AfterEach
    void close() {
        fanout.close();
    }

    @Test
    void holdsDirectPushesUntilSessionIsOpen() {
        fanout.direct("first", member);
        fanout.direct("second", member);
        fanout.settle();
        assertThat(payloads(member)).isEmpty();
        assertThat(fanout.finished()).isEqualTo(2);

        fanout.shard().open(member);
        fanout.direct("third", member);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("first", "second", "third");
    }

    @Test
    void broadcastsPassItBy() {
        fanout.everyone(1000, "broadcast", 0);
        fanout.everyone(1000, "paced", 100);
        fanout.settle();

        fanout.shard().open(member);

        assertThat(payloads(member)).isEmpty();
    }

    @Test
    void filtersWhatWasHeld() {
        member.accepting(7);
        fanout.direct("not accepted", member);
        fanout.settle();

        fanout.shard().open(member);

        assertThat(payloads(member)).isEmpty();
    }

    @Test
    void countsWhatDoesNotFit() {
        for (int i = 0; i < 70; i++) {
            fanout.direct("" + i, member);
        }
        fanout.settle();

        fanout.shard().open(member);

        assertThat(payloads(member)).hasSize(64).endsWith("63");
        assertThat(fanout.count("halley.comet.dropped", "reason", "auth_pending")).isEqualTo(6);
    }

    @Test
    void openingTwiceDoesNothing() {
        fanout.direct("once", member);
        fanout.settle();
        fanout.shard().open(member);

        fanout.shard().open(member);

        assertThat(payloads(member)).containsExactly("once");
    }

    @Test
    void whatIsHeldWithoutAPlaceDoesNotKeepASessionOfVersionOneFromTheEnd() {
        fanout.direct("to the key", member);
        fanout.settle();

        fanout.shard().open(member, new StreamPoint(7, 4), null, reply -> {});
        fanout.own(member, 7, 6);
        fanout.settle();
        fanout.reads.answer(7, 6, 5, 6);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("to the key", "7-5", "7-6");
    }

    @Test
    void sessionOfVersionOneBeginsWithWhatIsHeldFromBeforeTheEnd() {
        fanout.own(member, 7, 4);
        fanout.settle();

        fanout.shard().open(member, new StreamPoint(7, 4), null, reply -> {});
        fanout.own(member, 7, 5);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("7-4", "7-5");
    }

    @Test
    void whatIsHeldOfTheEpochBehindTheEndIsTakenAsItsNext() {
        Lineage after = Lineage.of(List.of(new Former(7, 4)));
        fanout.own(member, new Place("user:" + member.user(), 8, 5, after));
        fanout.settle();

        fanout.shard().open(member, new StreamPoint(7, 3), null, reply -> {});
        fanout.reads.answer(8, 5, 4, 5);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("8-4", "8-5");
    }

    @Test
    void whatIsHeldBehindAHoleWaitsForWhatIsBehindTheEndInVersionOneToo() {
        fanout.own(member, 7, 6);
        fanout.settle();

        fanout.shard().open(member, new StreamPoint(7, 4), null, reply -> {});
        fanout.reads.answer(7, 6, 5, 6);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("7-5", "7-6");
    }

    @Test
    void pushWithoutPlaceReachesASessionThatIsBehindInItsStream() {
        TestMember behind = fanout.heldMember(Variant.TCP_V2);
        fanout.direct("to the key", behind);
        fanout.own(behind, 7, 5);
        fanout.direct("to the key again", behind);
        fanout.settle();

        fanout.shard().open(behind, new StreamPoint(7, 4), new StreamPoint(7, 2), reply -> {});
        fanout.reads.answer(7, 5, 3, 3);
        fanout.settle();
        fanout.reads.answer(7, 5, 4, 5);
        fanout.settle();

        assertThat(payloads(behind))
                .containsExactlyInAnyOrder("to the key", "to the key again", "7-3", "7-4", "7-5");
    }

    @Test
    void pushWithoutPlaceIsCountedWhenTheSessionTakesNothing() {
        TestMember slow = fanout.heldMember(Variant.TCP_V2);
        fanout.direct("to the key", slow);
        fanout.own(slow, 7, 5);
        fanout.settle();
        writable(slow, false);

        fanout.shard().open(slow, new StreamPoint(7, 4), null, reply -> {});
        writable(slow, true);
        fanout.shard().writable(slow);
        fanout.reads.answer(7, 5, 5, 5);
        fanout.settle();

        assertThat(payloads(slow)).containsExactly("7-5");
        assertThat(fanout.count("halley.comet.dropped", "reason", "slow")).isEqualTo(1);
    }
}
