package dev.halley.comet.fanout;

import static dev.halley.comet.fanout.FanoutFixture.ROOM;
import static dev.halley.comet.fanout.FanoutFixture.START_MS;
import static dev.halley.comet.fanout.FanoutFixture.payloads;
import static dev.halley.comet.fanout.FanoutFixture.read;
import static dev.halley.comet.fanout.FanoutFixture.writable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Variant;
import dev.halley.comet.writing.FanoutConfig;
import dev.halley.wire.CloseReason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ShardTest {
    private final FanoutFixture fanout = FanoutFixture.oneShard();

    @AfterEach
    void close() {
        fanout.close();
    }

    @Test
    void mergesEverythingInTheInboxIntoOneWriteForEachMember() {
        TestMember first = fanout.roomMember();
        TestMember second = fanout.roomMember();
        fanout.room("a");
        fanout.room("b");

        fanout.settle();

        ByteBuf written = read(first);
        assertThat(ByteBufUtil.hexDump(written))
                .isEqualTo(
                        "000000110010000100"
                                + "0003e80000000061"
                                + "000000110010000100"
                                + "0003e80000000062");
        written.release();
        assertThat((Object) read(first)).isNull();
        assertThat(payloads(second)).containsExactly("a", "b");
        assertThat(fanout.finished()).isEqualTo(2);
        assertThat(fanout.count("halley.comet.deliveries")).isEqualTo(4);
        assertThat(fanout.count("halley.comet.frames.written")).isEqualTo(2);
    }

    @Test
    void wrapsSeveralFramesForWebSocketInOperationNine() {
        TestMember member = fanout.member(Variant.WS_V1);
        fanout.join(member, ROOM);
        fanout.room("a");
        fanout.room("b");

        fanout.settle();

        ByteBuf written = read(member);
        assertThat(ByteBufUtil.hexDump(written))
                .isEqualTo(
                        "8232"
                                + "00000032001000010000000900000000"
                                + "000000110010000100"
                                + "0003e80000000061"
                                + "000000110010000100"
                                + "0003e80000000062");
        written.release();
    }

    @Test
    void sendsOneFrameForWebSocketWithoutWrapper() {
        TestMember member = fanout.member(Variant.WS_V1);
        fanout.join(member, ROOM);
        fanout.room("a");

        fanout.settle();

        ByteBuf written = read(member);
        assertThat(ByteBufUtil.hexDump(written))
                .isEqualTo("8211" + "000000110010000100" + "0003e80000000061");
        written.release();
    }

    @Test
    void startsNewBufferWhenMergedOneIsFull() {
        TestMember member = fanout.roomMember();
        String large = "x".repeat(40_000);
        fanout.room(large);
        fanout.room(large);

        fanout.settle();

        ByteBuf first = read(member);
        ByteBuf second = read(member);
        assertThat(first.readableBytes()).isEqualTo(40_016);
        assertThat(second.readableBytes()).isEqualTo(40_016);
        first.release();
        second.release();
    }

    @Test
    void waitsAfterDrainAsLongAsDutyAsks() {
        TestMember member = fanout.roomMember();
        // Each look at the clock takes 10 ms, so the drain takes at least that.
        fanout.nanosPerClockRead = Duration.ofMillis(10).toNanos();
        fanout.room("at once");
        fanout.settle();
        assertThat(payloads(member)).containsExactly("at once");

        fanout.nanosPerClockRead = 0;
        fanout.room("paced");
        fanout.settle();

        assertThat(payloads(member)).isEmpty();
        fanout.pass(Duration.ofMillis(20));
        assertThat(payloads(member)).containsExactly("paced");
    }

    @Test
    void directPushOvertakesPacedRoom() {
        TestMember member = fanout.roomMember();
        fanout.nanosPerClockRead = Duration.ofMillis(10).toNanos();
        fanout.room("first");
        fanout.settle();
        fanout.nanosPerClockRead = 0;
        fanout.room("room");
        fanout.direct("direct", member);

        fanout.settle();

        assertThat(payloads(member)).containsExactly("first", "direct");
        fanout.pass(Duration.ofMillis(100));
        assertThat(payloads(member)).containsExactly("room");
    }

    @Test
    void doesNotFilterRoomsOfVersionOne() {
        TestMember member = fanout.roomMember().accepting(7);
        fanout.room("room");

        fanout.settle();

        assertThat(payloads(member)).containsExactly("room");
    }

    @Test
    void filtersRoomsOfMembersThatAskForIt() {
        TestMember filtering = fanout.roomMember().accepting(2).filteringRooms();
        TestMember other = fanout.roomMember();
        fanout.room(1, "one", 0);
        fanout.room(2, "two", 0);
        fanout.room(1, "three", 0);

        fanout.settle();

        assertThat(payloads(filtering)).containsExactly("two");
        assertThat(payloads(other)).containsExactly("one", "two", "three");
    }

    @Test
    void filtersDirectPushesAndBroadcastsByOperation() {
        TestMember accepting = fanout.member(Variant.TCP_V1).accepting(1000, 5);
        TestMember deaf = fanout.member(Variant.TCP_V1).accepting();
        fanout.everyone(5, "five", 0);
        fanout.everyone(6, "six", 0);
        fanout.everyone(1000, "thousand", 0);
        fanout.direct("direct", accepting, deaf);

        fanout.settle();

        assertThat(payloads(accepting)).containsExactly("direct", "five", "thousand");
        assertThat(payloads(deaf)).isEmpty();
    }

    @Test
    void dropsAndCountsPushForAnotherGeneration() {
        TestMember member = fanout.member(Variant.TCP_V1);
        fanout.direct("old", member);
        member.ofGeneration(2);

        fanout.settle();

        assertThat(payloads(member)).isEmpty();
        assertThat(fanout.count("halley.comet.dropped", "reason", "no_session")).isEqualTo(1);
        assertThat(fanout.finished()).isEqualTo(1);
    }

    @Test
    void closesSessionAfterWhatWasPushedToItBefore() {
        TestMember member = fanout.member(Variant.TCP_V1);
        fanout.direct("last words", member);
        fanout.close(CloseReason.KICKED, member);

        fanout.settle();

        assertThat(payloads(member)).containsExactly("last words");
        assertThat(member.closes).containsExactly(CloseReason.KICKED);
        assertThat(fanout.finished()).isEqualTo(2);
    }

    @Test
    void dropsAndCountsExpiredMessages() {
        TestMember member = fanout.roomMember();
        fanout.room(1000, "expired", START_MS);
        fanout.room(1000, "fresh", START_MS + 1);

        fanout.settle();

        assertThat(payloads(member)).containsExactly("fresh");
        assertThat(fanout.count("halley.comet.dropped", "reason", "expired")).isEqualTo(1);
        assertThat(fanout.finished()).isEqualTo(2);
    }

    @Test
    void skipsUnwritableSessionAndCountsItsLoss() {
        TestMember stalled = fanout.roomMember();
        TestMember other = fanout.roomMember();
        writable(stalled, false);
        fanout.room("a");
        fanout.room("b");

        fanout.settle();

        assertThat(payloads(stalled)).isEmpty();
        assertThat(payloads(other)).containsExactly("a", "b");
        assertThat(fanout.count("halley.comet.dropped", "reason", "slow")).isEqualTo(2);
        assertThat(fanout.finished()).isEqualTo(2);
        assertThat(fanout.shards.lagging()).isEqualTo(1);
    }

    @Test
    void closesSessionThatStaysUnwritable() {
        TestMember stalled = fanout.roomMember();
        writable(stalled, false);
        fanout.room("a");
        fanout.settle();

        for (int i = 0; i < 12; i++) {
            fanout.pass(Duration.ofSeconds(1));
        }

        assertThat(stalled.closes).containsExactly(CloseReason.SLOW_CONSUMER);
        assertThat(fanout.shards.lagging()).isZero();
    }

    @Test
    void forgivesSessionThatTakesAgain() {
        TestMember stalled = fanout.roomMember();
        writable(stalled, false);
        fanout.room("lost");
        fanout.settle();
        writable(stalled, true);
        fanout.pass(Duration.ofSeconds(20));

        fanout.room("seen");
        fanout.settle();

        assertThat(stalled.closes).isEmpty();
        assertThat(payloads(stalled)).containsExactly("seen");
    }

    @Test
    void finishesWhenNobodyIsConcerned() {
        fanout.room("nobody");

        fanout.settle();

        assertThat(fanout.finished()).isEqualTo(1);
        assertThat(fanout.shards.inboxDepth()).isZero();
    }

    @Test
    void finishesWhenLastMemberLeavesBeforeTheDrain() {
        TestMember member = fanout.roomMember();
        fanout.room("nobody is left");
        fanout.shard().remove(member);

        fanout.settle();

        assertThat(fanout.finished()).isEqualTo(1);
        assertThat(fanout.shards.inboxDepth()).isZero();
    }

    @Test
    void finishesOnlyWhenEveryShardHasDrained() {
        try (FanoutFixture two = new FanoutFixture(2, FanoutConfig.DEFAULT)) {
            for (Shard shard : two.shards.all()) {
                two.join(shard, two.member(shard, Variant.TCP_V1), ROOM);
            }
            two.room("both");

            two.loops.get(0).runPendingTasks();

            assertThat(two.finished()).isZero();
            two.loops.get(1).runPendingTasks();
            assertThat(two.finished()).isEqualTo(1);
        }
    }

    @Test
    void dividesDirectPushOverTheShardsOfItsSessions() {
        try (FanoutFixture two = new FanoutFixture(2, FanoutConfig.DEFAULT)) {
            TestMember first = two.member(two.shards.all().get(0), Variant.TCP_V1);
            TestMember second = two.member(two.shards.all().get(1), Variant.TCP_V1);
            two.direct("both", first, second);
            two.direct("one", second);
            two.close(CloseReason.KICKED, first, second);

            two.settle();

            assertThat(payloads(first)).containsExactly("both");
            assertThat(payloads(second)).containsExactly("both", "one");
            assertThat(first.closes).containsExactly(CloseReason.KICKED);
            assertThat(second.closes).containsExactly(CloseReason.KICKED);
            assertThat(two.finished()).isEqualTo(3);
        }
    }

    @Test
    void removedSessionLeavesItsRooms() {
        TestMember member = fanout.roomMember();

        fanout.shard().remove(member);

        assertThat(fanout.shards.members(ROOM)).isZero();
        assertThat(fanout.shards.sessions()).isZero();
        assertThat(fanout.shards.rooms().takeChanges()).containsEntry(ROOM, 0);
    }
}
