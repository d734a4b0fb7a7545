package dev.halley.comet.fanout;

import static dev.halley.comet.fanout.FanoutFixture.ROOM;
import static dev.halley.comet.fanout.FanoutFixture.payloads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.fanout.joining.RoomAsk;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.comet.writing.FanoutConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Joins behind a place: the cut, what is recovered, and when it is said that it is not. */
@Timeout(20)
class RecoveryTest {
    private final FanoutFixture fanout = FanoutFixture.oneShard();
    private final List<JoinedRoom> joined = new ArrayList<>();

    @AfterEach
    void close() {
        fanout.close();
    }

    @Test
    void firstMemberLearnsWhereTheStreamEnds() {
        TestMember member = fanout.member(Variant.TCP_V2);
        join(member, null);
        assertThat(joined).isEmpty();

        fanout.reads.tip(7, 60);
        fanout.settle();
        fanout.room(7, 61);
        fanout.settle();

        assertThat(joined).containsExactly(new JoinedRoom(false, 7, 60));
        assertThat(payloads(member)).containsExactly("reply", "7-61");
    }

    @Test
    void whatCameWhileTheTipWasAskedIsWhereItBegins() {
        TestMember member = fanout.member(Variant.TCP_V2);
        join(member, null);
        fanout.room(7, 61);
        fanout.settle();
        fanout.reads.tip(7, 60);
        fanout.settle();
        fanout.room(7, 62);
        fanout.settle();

        assertThat(joined).containsExactly(new JoinedRoom(false, 7, 61));
        assertThat(payloads(member)).containsExactly("reply", "7-62");
    }

    @Test
    void firstMemberMissesNothingBetweenTheTipAndWhatIsLive() {
        TestMember member = fanout.member(Variant.TCP_V2);
        join(member, null);
        fanout.reads.tip(7, 60);
        fanout.settle();

        fanout.room(7, 62);
        fanout.settle();
        fanout.reads.answer(7, 62, 61, 62);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("reply", "7-61", "7-62");
    }

    @Test
    void roomWithoutStreamSaysSo() {
        TestMember member = fanout.member(Variant.TCP_V2);
        join(member, new StreamPoint(7, 60));
        fanout.reads.tip(0, 0);
        fanout.settle();
        fanout.room("live");
        fanout.settle();

        assertThat(joined).containsExactly(JoinedRoom.WITHOUT_STREAM);
        assertThat(payloads(member)).containsExactly("reply", "live");
    }

    @Test
    void whoComesBackGetsWhatTheNodeHasKeptWithoutACall() {
        fanout.roomMember();
        live(7, 60, 63);
        TestMember member = fanout.member(Variant.TCP_V2);

        join(member, new StreamPoint(7, 60));
        live(7, 64, 64);

        assertThat(joined).containsExactly(new JoinedRoom(true, 7, 63));
        assertThat(payloads(member)).containsExactly("reply", "7-61", "7-62", "7-63", "7-64");
        assertThat(fanout.reads.asked).isEmpty();
    }

    @Test
    void whatWasKeptProvesNothingOnceTheLastMemberHasLeft() {
        TestMember before = fanout.roomMember();
        live(7, 60, 62);
        fanout.shard().remove(before);
        live(7, 63, 63);
        TestMember member = fanout.member(Variant.TCP_V2);

        join(member, new StreamPoint(7, 61));
        fanout.reads.tip(7, 63);
        fanout.settle();
        fanout.reads.answer(7, 63, 62, 63);
        fanout.settle();

        assertThat(joined).containsExactly(new JoinedRoom(true, 7, 63));
        assertThat(payloads(member)).containsExactly("reply", "7-62", "7-63");
    }

    @Test
    void eachShardHasACutOfItsOwn() {
        try (FanoutFixture two = new FanoutFixture(2, FanoutConfig.DEFAULT)) {
            Shard first = two.shards.all().get(0);
            Shard second = two.shards.all().get(1);
            two.join(first, two.member(first, Variant.TCP_V1), ROOM);
            two.join(second, two.member(second, Variant.TCP_V1), ROOM);
            two.room(7, 60);
            two.settle();
            two.room(7, 61);
            two.loops.get(0).runPendingTasks();

            first.join(two.member(first, Variant.TCP_V2), ROOM, null, this::replied);
            second.join(two.member(second, Variant.TCP_V2), ROOM, null, this::replied);

            assertThat(joined)
                    .containsExactly(new JoinedRoom(false, 7, 61), new JoinedRoom(false, 7, 60));
        }
    }

    @Test
    void whatIsNotKeptIsReadPageByPage() {
        fanout.roomMember();
        live(7, 60, 60);
        TestMember member = fanout.member(Variant.TCP_V2);

        join(member, new StreamPoint(7, 50));
        assertThat(joined).isEmpty();
        fanout.reads.answer(7, 60, 51, 55);
        fanout.settle();
        assertThat(payloads(member))
                .containsExactly("reply", "7-51", "7-52", "7-53", "7-54", "7-55");
        live(7, 61, 61);
        assertThat(payloads(member)).isEmpty();

        fanout.reads.answer(7, 61, 56, 58);
        fanout.settle();
        fanout.reads.answer(7, 61, 59, 61);
        fanout.settle();
        live(7, 62, 62);

        assertThat(joined).containsExactly(new JoinedRoom(true, 7, 60));
        assertThat(payloads(member))
                .containsExactly("7-56", "7-57", "7-58", "7-59", "7-60", "7-61", "7-62");
    }

    @Test
    void whatIsNoLongerKeptIsNotRecoveredInPart() {
        fanout.roomMember();
        live(7, 60, 60);
        TestMember member = fanout.member(Variant.TCP_V2);

        join(member, new StreamPoint(7, 50));
        fanout.reads.answer(7, 53, 60, 53, 60);
        fanout.settle();
        live(7, 61, 61);

        assertThat(joined).containsExactly(new JoinedRoom(false, 7, 60));
        assertThat(payloads(member)).containsExactly("reply", "7-61");
        assertThat(fanout.count("halley.comet.stream.recoveries", "result", "lost")).isEqualTo(1);
    }

    @Test
    void anotherEpochIsNotRecovered() {
        fanout.roomMember();
        live(7, 60, 60);
        TestMember member = fanout.member(Variant.TCP_V2);

        join(member, new StreamPoint(6, 60));
        fanout.reads.tip(7, 60);
        fanout.settle();

        assertThat(joined).containsExactly(new JoinedRoom(false, 7, 60));
    }

    @Test
    void placeBeyondThisCometIsJudgedByTheStream() {
        TestMember other = fanout.roomMember();
        live(7, 60, 60);
        payloads(other);
        TestMember member = fanout.member(Variant.TCP_V2);

        join(member, new StreamPoint(7, 62));
        fanout.reads.tip(7, 63);
        fanout.settle();
        assertThat(joined).containsExactly(new JoinedRoom(true, 7, 60));

        // What is missing here comes too, for everyone.
        fanout.reads.answer(7, 63, 61, 63);
        fanout.settle();
        assertThat(payloads(other)).containsExactly("7-61", "7-62", "7-63");
    }

    @Test
    void whoIsGoneWhenToldOfANewEpochTakesNobodyAlong() {
        List<TestMember> gone = new ArrayList<>();
        TestMember first =
                fanout.member(
                        Variant.TCP_V2,
                        new ChannelOutboundHandlerAdapter() {
                            @Override
                            public void flush(ChannelHandlerContext ctx) {
                                gone.forEach(fanout.shard()::remove);
                                ctx.flush();
                            }
                        });
        fanout.join(first, ROOM);
        TestMember other = fanout.roomMember();
        live(7, 60, 60);
        TestMember member = fanout.member(Variant.TCP_V2);
        join(member, new StreamPoint(7, 62));
        gone.add(first);

        fanout.reads.tip(8, 3);
        fanout.settle();

        fanout.loops.get(0).checkException();
        assertThat(joined).hasSize(1);
        assertThat(other.gaps).hasSize(1);
        assertThat(fanout.shard().members(ROOM)).containsExactly(other, member);
    }

    @Test
    void placeBeyondTheStreamIsLost() {
        fanout.roomMember();
        live(7, 60, 60);
        TestMember member = fanout.member(Variant.TCP_V2);

        join(member, new StreamPoint(7, 90));
        fanout.reads.tip(7, 60);
        fanout.settle();

        assertThat(joined).containsExactly(new JoinedRoom(false, 7, 60));
    }

    @Test
    void whatIsGatheredAndNotWrittenComesOnce() {
        fanout.roomMember();
        live(7, 60, 61);
        // The drain takes long, so the next one has to wait.
        fanout.nanosPerClockRead = Duration.ofMillis(10).toNanos();
        live(7, 62, 62);
        fanout.nanosPerClockRead = 0;
        fanout.room(7, 63);
        fanout.settle();
        TestMember member = fanout.member(Variant.TCP_V2);

        join(member, new StreamPoint(7, 60));
        fanout.pass(Duration.ofMillis(200));

        assertThat(payloads(member)).containsExactly("reply", "7-61", "7-62", "7-63");
    }

    @Test
    void severalRoomsHaveOneCut() {
        RoomKey second = new RoomKey("default", "live://2");
        fanout.roomMember();
        live(7, 60, 62);
        TestMember member = fanout.member(Variant.TCP_V2);

        fanout.shard()
                .join(
                        member,
                        List.of(
                                new RoomAsk(ROOM, new StreamPoint(7, 60)),
                                new RoomAsk(second, null)),
                        all -> {
                            joined.addAll(all);
                            member.reply("reply");
                        });
        live(7, 63, 63);
        assertThat(payloads(member)).isEmpty();
        fanout.reads.tip(9, 4);
        fanout.settle();

        assertThat(joined)
                .containsExactly(new JoinedRoom(true, 7, 63), new JoinedRoom(false, 9, 4));
        assertThat(payloads(member)).containsExactly("reply", "7-61", "7-62", "7-63");
    }

    @Test
    void sessionRemovedMeanwhileIsForgotten() {
        TestMember member = fanout.member(Variant.TCP_V2);
        join(member, null);
        fanout.shard().remove(member);
        fanout.reads.tip(7, 60);
        fanout.settle();

        assertThat(joined).isEmpty();
        assertThat(fanout.shards.members(ROOM)).isZero();
    }

    @Test
    void whoLeavesWhileItCatchesUpGetsNothingMore() {
        fanout.roomMember();
        live(7, 60, 60);
        TestMember member = fanout.member(Variant.TCP_V2);
        join(member, new StreamPoint(7, 50));
        fanout.reads.answer(7, 60, 51, 52);
        fanout.settle();
        payloads(member);

        fanout.shard().leave(member, ROOM);
        fanout.reads.answer(7, 60, 53, 60);
        fanout.settle();

        assertThat(payloads(member)).isEmpty();
    }

    @Test
    void whoLeavesInTheMomentOfTheCutIsSentNothing() {
        fanout.roomMember();
        live(7, 60, 62);
        TestMember member = fanout.member(Variant.TCP_V2);

        fanout.shard()
                .join(
                        member,
                        ROOM,
                        new StreamPoint(7, 60),
                        reply -> fanout.shard().leave(member, ROOM));
        live(7, 63, 63);

        assertThat(payloads(member)).isEmpty();
        assertThat(member.isBehind()).isFalse();
    }

    @Test
    void liveSessionRecoversAgain() {
        TestMember member = fanout.member(Variant.TCP_V2);
        join(member, null);
        fanout.reads.tip(7, 60);
        fanout.settle();
        live(7, 61, 62);
        payloads(member);

        fanout.shard().recover(member, "room:live://1", new StreamPoint(7, 61), this::replied);
        live(7, 63, 63);

        assertThat(joined).last().isEqualTo(new JoinedRoom(true, 7, 62));
        assertThat(payloads(member)).containsExactly("7-62", "7-63");
    }

    @Test
    void streamOfOthersIsUnknown() {
        TestMember member = fanout.member(Variant.TCP_V2);

        fanout.shard().recover(member, "user:other", new StreamPoint(7, 1), this::replied);
        fanout.shard().recover(member, "room:live://9", new StreamPoint(7, 1), this::replied);

        assertThat(joined).containsExactly(JoinedRoom.WITHOUT_STREAM, JoinedRoom.WITHOUT_STREAM);
    }

    private void replied(JoinedRoom reply) {
        joined.add(reply);
    }

    private void join(TestMember member, @Nullable StreamPoint after) {
        fanout.shard()
                .join(
                        member,
                        ROOM,
                        after,
                        reply -> {
                            joined.add(reply);
                            member.reply("reply");
                        });
    }

    private void live(int epoch, long from, long to) {
        for (long offset = from; offset <= to; offset++) {
            fanout.room(epoch, offset);
            fanout.settle();
        }
    }
}
