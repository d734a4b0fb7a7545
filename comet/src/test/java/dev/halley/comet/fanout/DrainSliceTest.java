package dev.halley.comet.fanout;

import static dev.halley.comet.fanout.FanoutFixture.payloads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        // The quiet room's receipt does not wait either.
        assertThat(fanout.finished()).isEqualTo(2);
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
    void whatFollowsInAQuietRoomIsGivenBackOnceItIsWritten() {
        TestMember quiet = member(room(2));
        member(room(1));
        pauseBehind(room(1));

        fanout.room(room(2), "first");
        fanout.room(room(2), "second");
        fanout.settle();

        assertThat(payloads(quiet)).containsExactly("first", "second");
        assertThat(fanout.finished()).isEqualTo(3);
    }

    /** A quarter of the longest pause, 100 ms. */
    @ParameterizedTest
    @CsvSource({"24,false", "25,true"})
    void aRoomIsQuietAfterAQuarterOfTheLongestPause(int millis, boolean written) {
        TestMember member = member(room(2));
        member(room(1));
        pauseBehind(room(1), Duration.ofMillis(100));
        fanout.room(room(2), "first");
        fanout.settle();
        assertThat(payloads(member)).containsExactly("first");
        fanout.pass(Duration.ofMillis(millis));

        fanout.room(room(2), "second");
        fanout.settle();

        assertThat(payloads(member)).isEqualTo(written ? List.of("second") : List.of());
    }

    @ParameterizedTest
    @CsvSource({"16,true", "17,false"})
    void aLargeRoomWaitsHoweverQuiet(int members, boolean written) {
        member(room(1));
        List<TestMember> many = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            many.add(member(room(2)));
        }
        pauseBehind(room(1));

        fanout.room(room(2), "many");
        fanout.settle();

        List<String> atOnce = payloads(many.get(0));
        assertThat(atOnce).isEqualTo(written ? List.of("many") : List.of());
        if (written) {
            return;
        }
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
        // All but "later", which is still to be written.
        assertThat(fanout.finished()).isEqualTo(3);
        fanout.nanosPerClockRead = 0;
        fanout.pass(Duration.ofMillis(100));
        assertThat(payloads(first)).containsExactly("a", "later");
        assertThat(payloads(second)).containsExactly("b");
        assertThat(fanout.finished()).isEqualTo(4);
        assertThat(fanout.shard().inboxDepth()).isZero();
    }

    /** Each look at the clock takes so long: five between two slices, and one behind each room. */
    @ParameterizedTest
    @CsvSource({"1, 5", "3, 4", "12, 1"})
    void aSliceIsAsLongAsWhatCameBetweenAtMost10Ms(int millis, int rooms) {
        List<String> order = new ArrayList<>();
        TestMember direct = member("direct", order, () -> {});
        Runnable meanwhile = () -> fanout.direct("direct", direct);
        for (int i = 0; i < 12; i++) {
            fanout.join(member("room", order, meanwhile), room(i));
        }
        for (int i = 0; i < 12; i++) {
            fanout.room(room(i), "x");
        }
        fanout.nanosPerClockRead = Duration.ofMillis(millis).toNanos();

        fanout.settle();

        assertThat(roomsBySlice(order).get(1)).isEqualTo(rooms);
    }

    @Test
    void thePauseIsForAllSlicesOfARun() {
        List<String> order = new ArrayList<>();
        Runnable slow = () -> fanout.nanos.addAndGet(Duration.ofMillis(20).toNanos());
        fanout.join(member("first", order, slow), room(1));
        fanout.join(member("second", order, slow), room(2));
        fanout.room(room(1), "a");
        fanout.room(room(2), "b");
        fanout.settle();
        fanout.room(room(2), "c");
        fanout.settle();

        fanout.pass(Duration.ofMillis(39));
        assertThat(order).containsExactly("first", "second");
        fanout.pass(Duration.ofMillis(1));
        assertThat(order).containsExactly("first", "second", "second");
    }

    @Test
    void aRoomThatCannotBeWrittenHoldsNoOtherUp() {
        TestMember broken = member(room(1)).breaking();
        TestMember other = member(room(2));
        fanout.room(room(1), "x");
        fanout.room(room(2), "x");

        fanout.settle();

        assertThatThrownBy(fanout.loops.get(0)::checkException).hasMessage("cannot be written");

        assertThat(payloads(broken)).isEmpty();
        assertThat(payloads(other)).containsExactly("x");
        assertThat(fanout.finished()).isEqualTo(2);
    }

    @Test
    void aBroadcastBehindOneThatCannotBeWrittenIsGivenBack() {
        member(room(1)).breaking();
        fanout.everyone("default", 1000, "x", 0);
        fanout.everyone("another app", 1000, "x", 0);

        fanout.settle();

        assertThatThrownBy(fanout.loops.get(0)::checkException).hasMessage("cannot be written");
        assertThat(fanout.finished()).isEqualTo(2);
        assertThat(fanout.shard().inboxDepth()).isZero();
    }

    @Test
    void quietRoomsThatCannotBeWrittenStopNoRunThatIsUnderWay() {
        List<RoomKey> broken = new ArrayList<>(List.of(room(3), room(4)));
        broken.forEach(room -> member(room).breaking());
        Runnable meanwhile =
                () -> {
                    broken.forEach(room -> fanout.room(room, "x"));
                    broken.clear();
                };
        TestMember first = member("first", new ArrayList<>(), meanwhile);
        fanout.join(first, room(1));
        TestMember second = member(room(2));
        fanout.room(room(1), "x");
        fanout.room(room(2), "x");
        fanout.nanosPerClockRead = Duration.ofMillis(12).toNanos();

        fanout.settle();
        fanout.nanosPerClockRead = 0;
        fanout.pass(Duration.ofMillis(100));

        assertThatThrownBy(fanout.loops.get(0)::checkException).hasMessage("cannot be written");
        assertThat(payloads(second)).containsExactly("x");
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

    /** How many rooms stand between two direct pushes or more. */
    private static List<Integer> roomsBySlice(List<String> order) {
        List<Integer> slices = new ArrayList<>();
        int rooms = 0;
        for (String written : order) {
            if (written.equals("room")) {
                rooms++;
            } else if (rooms > 0) {
                slices.add(rooms);
                rooms = 0;
            }
        }
        return slices;
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

    private void pauseBehind(RoomKey room) {
        pauseBehind(room, Duration.ofMillis(20));
    }

    /** Has a run take so long; the next one has to wait as long. */
    private void pauseBehind(RoomKey room, Duration time) {
        fanout.room(room, "long run");
        fanout.nanosPerClockRead = time.toNanos();
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
