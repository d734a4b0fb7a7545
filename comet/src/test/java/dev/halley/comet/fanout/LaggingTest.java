package dev.halley.comet.fanout;

import static dev.halley.comet.fanout.FanoutFixture.ROOM;
import static dev.halley.comet.fanout.FanoutFixture.payloads;
import static dev.halley.comet.fanout.FanoutFixture.writable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.streams.StreamPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions that do not read for a while, in streams and without. */
@Timeout(20)
class LaggingTest {
    private final FanoutFixture fanout = FanoutFixture.oneShard();

    @AfterEach
    void close() {
        fanout.close();
    }

    @Test
    void catchesUpWithARoomWhenItReadsAgain() {
        TestMember slow = fanout.roomMember();
        TestMember quick = fanout.roomMember();
        live(60, 60);
        writable(slow, false);
        live(61, 63);
        assertThat(payloads(slow)).containsExactly("7-60");

        writable(slow, true);
        live(64, 64);
        assertThat(payloads(slow)).isEmpty();
        fanout.shard().writable(slow);
        live(65, 65);

        assertThat(payloads(slow)).containsExactly("7-61", "7-62", "7-63", "7-64", "7-65");
        assertThat(payloads(quick)).hasSize(6);
        assertThat(fanout.count("halley.comet.dropped", "reason", "slow")).isZero();
        assertThat(fanout.reads.asked).isEmpty();
    }

    @Test
    void whatIsNoLongerKeptWhenItReadsAgainIsAGap() {
        TestMember slow = fanout.roomMember();
        live(60, 60);
        writable(slow, false);
        live(61, 61);
        fanout.room(8, 70);
        fanout.settle();
        fanout.reads.answer(8, 70, 70, 71, 70);
        fanout.settle();
        payloads(slow);

        writable(slow, true);
        fanout.shard().writable(slow);
        fanout.settle();
        fanout.reads.answer(8, 70, 70, 70, 70);
        fanout.settle();
        fanout.room(8, 71);
        fanout.settle();

        assertThat(slow.gaps).containsExactly("room:live://1 8:61-60", "room:live://1 8:61-69");
        assertThat(payloads(slow)).containsExactly("8-70", "8-71");
    }

    @Test
    void ownStreamThatCannotBeReadWhenItReadsAgainIsAGap() {
        TestMember slow = fanout.member(Variant.TCP_V2);
        fanout.own(slow, 7, 4);
        fanout.settle();
        writable(slow, false);
        fanout.own(slow, 7, 5);
        fanout.settle();

        writable(slow, true);
        fanout.shard().writable(slow);
        for (int i = 0; i < 3; i++) {
            fanout.reads.answer(8, 9, 9, 9, 8);
            fanout.settle();
        }

        assertThat(slow.gaps).containsExactly("user:" + slow.user() + " 7:5-5");
        assertThat(fanout.reads.asked).isEmpty();
    }

    @Test
    void messageWithoutAPlaceIsLostAndCounted() {
        TestMember slow = fanout.roomMember();
        writable(slow, false);
        fanout.room("lost");
        fanout.settle();

        assertThat(fanout.count("halley.comet.dropped", "reason", "slow")).isEqualTo(1);
    }

    @Test
    void messageWithoutAPlaceIsCountedBesideOneThatIsReadLater() {
        TestMember slow = fanout.roomMember();
        live(60, 60);
        payloads(slow);
        writable(slow, false);
        fanout.room("lost");
        fanout.room(7, 61);
        fanout.settle();

        writable(slow, true);
        fanout.shard().writable(slow);

        assertThat(payloads(slow)).containsExactly("7-61");
        assertThat(fanout.count("halley.comet.dropped", "reason", "slow")).isEqualTo(1);
    }

    @Test
    void catchesUpWithItsOwnStream() {
        TestMember slow = fanout.member(Variant.TCP_V1);
        fanout.own(slow, 7, 4);
        fanout.settle();
        writable(slow, false);
        fanout.own(slow, 7, 5);
        fanout.own(slow, 7, 6);
        fanout.settle();
        payloads(slow);

        writable(slow, true);
        fanout.shard().writable(slow);
        fanout.reads.answer(7, 6, 5, 6);
        fanout.settle();
        fanout.own(slow, 7, 7);
        fanout.settle();

        assertThat(payloads(slow)).containsExactly("7-5", "7-6", "7-7");
    }

    @Test
    void whatIsReadForAFullSocketWaitsUntilItIsNot() {
        TestMember slow = fanout.member(Variant.TCP_V1);
        fanout.own(slow, 7, 4);
        fanout.settle();
        payloads(slow);
        writable(slow, false);
        fanout.own(slow, 7, 5);
        fanout.settle();
        writable(slow, true);
        fanout.shard().writable(slow);
        writable(slow, false);

        fanout.reads.answer(7, 5, 5, 5);
        fanout.settle();
        assertThat(payloads(slow)).isEmpty();
        writable(slow, true);
        fanout.shard().writable(slow);

        assertThat(payloads(slow)).containsExactly("7-5");
        assertThat(fanout.reads.asked).isEmpty();
    }

    @Test
    void hiddenRoomMessageMovesThePosition() {
        TestMember filtering = fanout.member(Variant.TCP_V2).filteringRooms().accepting(5);
        fanout.shard().join(filtering, ROOM, new StreamPoint(7, 59), joined -> {});
        fanout.reads.tip(7, 59);
        fanout.settle();
        assertThat(fanout.shard().positions(filtering)).isEmpty();

        live(60, 60);

        assertThat(payloads(filtering)).isEmpty();
        assertThat(fanout.shard().positions(filtering))
                .containsExactly(new Place("room:live://1", 7, 60));
    }

    private void live(long from, long to) {
        for (long offset = from; offset <= to; offset++) {
            fanout.room(7, offset);
            fanout.settle();
        }
    }
}
