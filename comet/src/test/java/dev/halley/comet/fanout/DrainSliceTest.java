package dev.halley.comet.fanout;

import static dev.halley.comet.fanout.FanoutFixture.payloads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.RoomKey;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What does not wait for a long run, or for the pause behind it. */
@Timeout(10)
class DrainSliceTest {

    private final FanoutFixture fanout = FanoutFixture.oneShard();

    @AfterEach
    void close() {
        fanout.close();
    }

    @Test
    void aQuietRoomOfAFewIsWrittenInThePause() {
        TestMember busy = member(room(1));
        TestMember quiet = member(room(2));
        pauseBehind(room(1));
        fanout.room(room(2), "quiet");
        fanout.room(room(1), "busy");

        fanout.settle();

        assertThat(payloads(quiet)).containsExactly("quiet");
        assertThat(payloads(busy)).containsExactly("long run");
        assertThat(fanout.finished()).isEqualTo(1);
        fanout.pass(Duration.ofMillis(100));
        assertThat(payloads(busy)).containsExactly("busy");
        assertThat(fanout.finished()).isEqualTo(3);
    }

    @Test
    void whatIsGivenBackDoesNotWaitWhereNothingElseDoes() {
        member(room(1));
        member(room(2));
        pauseBehind(room(1));

        fanout.room(room(2), "quiet");
        fanout.settle();

        assertThat(fanout.finished()).isEqualTo(2);
        assertThat(fanout.shard().inboxDepth()).isZero();
    }

    @Test
    void quietRoomsForWhichThereIsNoTimeWaitAsOthersDo() {
        List<TestMember> quiet = new ArrayList<>();
        for (int i = 2; i < 5; i++) {
            quiet.add(member(room(i)));
        }
        member(room(1));
        pauseBehind(room(1));
        for (int i = 2; i < 5; i++) {
            fanout.room(room(i), "quiet");
        }
        fanout.nanosPerClockRead = Duration.ofMillis(3).toNanos();

        fanout.loops.get(0).runPendingTasks();
        fanout.nanosPerClockRead = 0;

        assertThat(payloads(quiet.get(0))).containsExactly("quiet");
        assertThat(payloads(quiet.get(2))).isEmpty();
        fanout.pass(Duration.ofMillis(100));
        assertThat(payloads(quiet.get(1))).containsExactly("quiet");
        assertThat(payloads(quiet.get(2))).containsExactly("quiet");
        assertThat(fanout.finished()).isEqualTo(4);
    }

    @Test
    void aRoomThatWasWrittenToAMomentAgoWaits() {
        TestMember member = member(room(2));
        member(room(1));
        pauseBehind(room(1));
        fanout.room(room(2), "first");
        fanout.settle();

        fanout.room(room(2), "second");
        fanout.settle();

        assertThat(payloads(member)).containsExactly("first");
    }

    @Test
    void aLargeRoomWaitsHoweverQuiet() {
        member(room(1));
        List<TestMember> many = new ArrayList<>();
        for (int i = 0; i <= Drain.FEW_MEMBERS; i++) {
            many.add(member(room(2)));
        }
        pauseBehind(room(1));

        fanout.room(room(2), "many");
        fanout.settle();

        assertThat(payloads(many.get(0))).isEmpty();
        fanout.pass(Duration.ofMillis(100));
        assertThat(payloads(many.get(0))).containsExactly("many");
    }

    @Test
    void aLongRunStopsBetweenTwoRooms() {
        List<String> order = new ArrayList<>();
        TestMember direct = member("direct", order, () -> {});
        // What comes while the first room is written.
        Runnable meanwhile =
                () -> {
                    if (order.size() == 1) {
                        fanout.direct("direct", direct);
                        fanout.room(room(1), "later");
                    }
                };
        TestMember first = member("first", order, meanwhile);
        fanout.join(first, room(1));
        TestMember second = member("second", order, () -> {});
        fanout.join(second, room(2));
        fanout.room(room(1), "a");
        fanout.room(room(2), "b");
        // Each look at the clock takes longer than a slice.
        fanout.nanosPerClockRead = Duration.ofMillis(3).toNanos();

        fanout.settle();

        assertThat(order).containsExactly("first", "direct", "second");
        fanout.nanosPerClockRead = 0;
        fanout.pass(Duration.ofMillis(100));
        assertThat(payloads(first)).containsExactly("a", "later");
        assertThat(payloads(second)).containsExactly("b");
        assertThat(fanout.finished()).isEqualTo(4);
        assertThat(fanout.shard().inboxDepth()).isZero();
    }

    @Test
    void whatALeaveInTheMidstOfAWriteGivesBackIsGivenBackAtOnce() {
        List<TestMember> leaving = new ArrayList<>();
        TestMember writes =
                member(
                        "writes",
                        new ArrayList<>(),
                        () ->
                                leaving.forEach(
                                        one -> fanout.shard().leave(one, FanoutFixture.ROOM)));
        fanout.join(writes, room(2));
        leaving.add(fanout.roomMember());
        // Behind a gap: it waits for what is missing, and nobody will be left to get it.
        fanout.room(7, 62);
        fanout.settle();
        assertThat(fanout.finished()).isZero();

        fanout.room(room(2), "x");
        fanout.settle();

        assertThat(fanout.finished()).isEqualTo(2);
        assertThat(fanout.shard().inboxDepth()).isZero();
    }

    private TestMember member(String name, List<String> order, Runnable whenWritten) {
        return fanout.member(
                Variant.TCP_V1,
                new ChannelOutboundHandlerAdapter() {
                    @Override
                    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise)
                            throws Exception {
                        super.write(ctx, msg, promise);
                        order.add(name);
                        whenWritten.run();
                    }
                });
    }

    /** Has a run take so long that the next one has to wait. */
    private void pauseBehind(RoomKey room) {
        fanout.room(room, "long run");
        fanout.nanosPerClockRead = Duration.ofMillis(20).toNanos();
        fanout.settle();
        fanout.nanosPerClockRead = 0;
    }

    private TestMember member(RoomKey room) {
        TestMember member = fanout.member(Variant.TCP_V1);
        fanout.join(member, room);
        return member;
    }

    private static RoomKey room(int number) {
        return new RoomKey("default", "live://" + number);
    }
}
