package dev.halley.comet.fanout;

import static dev.halley.comet.fanout.FanoutFixture.ROOM;
import static dev.halley.comet.fanout.FanoutFixture.payloads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.members.RoomWatcher;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class JoinTest {
    private final FanoutFixture fanout = FanoutFixture.oneShard();
    private final HeldJoins jobs = new HeldJoins();
    private final List<String> joined = new ArrayList<>();

    JoinTest() {
        fanout.shards.rooms().watch(jobs);
    }

    @AfterEach
    void close() {
        fanout.close();
    }

    @Test
    void firstMemberWaitsUntilJobsKnowTheRoom() {
        TestMember member = fanout.member(Variant.TCP_V1);
        fanout.shard().join(member, ROOM, () -> joined.add("first"));
        fanout.room("too early");
        fanout.settle();
        assertThat(joined).isEmpty();
        assertThat(payloads(member)).isEmpty();

        jobs.release();
        fanout.settle();
        assertThat(joined).isEmpty();
        fanout.reads.tip(7, 59);
        fanout.room("in force");
        fanout.settle();

        assertThat(joined).containsExactly("first");
        assertThat(payloads(member)).containsExactly("in force");
    }

    @Test
    void furtherMembersOfRoomInForceDoNotWait() {
        fanout.shard().join(fanout.member(Variant.TCP_V1), ROOM, () -> joined.add("first"));
        jobs.release();
        fanout.settle();
        fanout.reads.tip(7, 59);
        fanout.settle();
        fanout.shards.rooms().inForce(ROOM);

        fanout.shard().join(fanout.member(Variant.TCP_V1), ROOM, () -> joined.add("second"));

        assertThat(joined).containsExactly("first", "second");
        assertThat(fanout.reads.asked).isEmpty();
    }

    @Test
    void roomWithoutAStreamIsAskedForOnce() {
        fanout.shards.rooms().watch(new NoJobs());
        fanout.shard().join(fanout.member(Variant.TCP_V1), ROOM, () -> joined.add("first"));
        fanout.settle();
        fanout.reads.noStream();
        fanout.settle();

        fanout.shard().join(fanout.member(Variant.TCP_V1), ROOM, () -> joined.add("second"));
        fanout.settle();

        assertThat(joined).containsExactly("first", "second");
        assertThat(fanout.reads.asked).isEmpty();
        assertThat(fanout.count("halley.comet.stream.unplaced")).isZero();
    }

    @Test
    void whoCameInWithoutAPlaceIsOwedWhatIsOnItsWayWhenAnotherLearnsTheEnd() {
        fanout.shards.rooms().watch(new NoJobs());
        TestMember first = fanout.member(Variant.TCP_V1);
        fanout.shard().join(first, ROOM, () -> joined.add("first"));
        fanout.settle();
        fanout.reads.unreadable();
        fanout.settle();
        TestMember second = fanout.member(Variant.TCP_V2);
        fanout.shard().join(second, ROOM, new StreamPoint(7, 61), in -> joined.add("second"));
        fanout.settle();
        fanout.reads.tip(7, 61);
        fanout.settle();

        fanout.room(7, 60);
        fanout.room(7, 61);
        fanout.settle();

        assertThat(joined).containsExactly("first", "second");
        assertThat(payloads(first)).containsExactly("7-60", "7-61");
    }

    @Test
    void whoAsksToRecoverInARoomWithoutAPlaceIsToldWhereItEnds() {
        fanout.shards.rooms().watch(new NoJobs());
        fanout.shard().join(fanout.member(Variant.TCP_V1), ROOM, () -> joined.add("first"));
        fanout.settle();
        fanout.reads.unreadable();
        fanout.settle();

        JoinedRoom whole = recover(new StreamPoint(7, 61));
        JoinedRoom behind = recover(new StreamPoint(7, 60));

        assertThat(whole).isEqualTo(new JoinedRoom(false, 7, 61));
        assertThat(behind).isEqualTo(new JoinedRoom(false, 7, 61));
    }

    private JoinedRoom recover(StreamPoint after) {
        List<JoinedRoom> answers = new ArrayList<>();
        TestMember member = fanout.member(Variant.TCP_V2);
        fanout.shard().join(member, ROOM, after, answers::add);
        fanout.settle();
        fanout.reads.tip(7, 61);
        fanout.settle();
        if (!fanout.reads.asked.isEmpty()) {
            fanout.reads.answer(7, 61, after.offset() + 1, 61);
            fanout.settle();
        }
        return answers.get(0);
    }

    @Test
    void whoRecoversNothingWaitsForAPlaceForABoundedTime() {
        fanout.shards.rooms().watch(new NoJobs());
        TestMember member = fanout.member(Variant.TCP_V1);
        fanout.shard().join(member, ROOM, () -> joined.add("in"));
        fanout.settle();
        fanout.pass(Duration.ofMillis(4_900));
        assertThat(joined).isEmpty();

        fanout.pass(Duration.ofMillis(200));
        assertThat(joined).containsExactly("in");
        fanout.reads.tip(7, 61);
        fanout.room(7, 61);
        fanout.settle();

        assertThat(joined).containsExactly("in");
        assertThat(payloads(member)).containsExactly("7-61");
    }

    @Test
    void whoRecoversWaitsForAPlaceAsLongAsItTakes() {
        fanout.shards.rooms().watch(new NoJobs());
        TestMember member = fanout.member(Variant.TCP_V2);
        List<JoinedRoom> answers = new ArrayList<>();
        fanout.shard().join(member, ROOM, new StreamPoint(7, 61), answers::add);
        fanout.settle();
        fanout.pass(Duration.ofSeconds(8));
        assertThat(answers).isEmpty();

        fanout.reads.tip(7, 61);
        fanout.settle();

        assertThat(answers).containsExactly(new JoinedRoom(true, 7, 61));
    }

    @Test
    void whoRecoversNothingDoesNotWaitWhereOthersAreWithoutAPlace() {
        fanout.shards.rooms().watch(new NoJobs());
        fanout.shard().join(fanout.member(Variant.TCP_V1), ROOM, () -> joined.add("first"));
        fanout.settle();
        fanout.reads.unreadable();
        fanout.settle();

        fanout.shard().join(fanout.member(Variant.TCP_V1), ROOM, () -> joined.add("second"));
        fanout.settle();

        assertThat(joined).containsExactly("first", "second");
        assertThat(fanout.reads.asked).isEmpty();
        assertThat(fanout.count("halley.comet.stream.unplaced")).isEqualTo(2);
    }

    @Test
    void whoCameInWhileNobodyCouldSayWhereTheStreamIsIsToldOnceSomebodyCan() {
        fanout.shards.rooms().watch(new NoJobs());
        TestMember member = fanout.member(Variant.TCP_V2);
        fanout.shard().join(member, ROOM, () -> joined.add("in"));
        fanout.settle();
        fanout.reads.unreadable();
        fanout.settle();
        assertThat(joined).containsExactly("in");

        fanout.room(7, 62);
        fanout.settle();

        assertThat(member.gaps).containsExactly("room:live://1 7:62-61");
        assertThat(payloads(member)).containsExactly("7-62");
        assertThat(fanout.count("halley.comet.stream.unplaced")).isEqualTo(1);
    }

    @Test
    void sessionRemovedWhileItWaitsIsForgotten() {
        TestMember member = fanout.member(Variant.TCP_V1);
        fanout.shard().join(member, ROOM, () -> joined.add("never"));
        assertThat(fanout.shards.members(ROOM)).isEqualTo(1);
        fanout.shard().remove(member);

        jobs.release();
        fanout.settle();
        fanout.reads.tips(7, 59);
        fanout.settle();

        assertThat(joined).isEmpty();
        assertThat(fanout.shards.members(ROOM)).isZero();
    }

    @Test
    void joiningTwiceCountsOnce() {
        TestMember member = fanout.member(Variant.TCP_V1);
        fanout.shard().join(member, ROOM, () -> joined.add("first"));
        fanout.shard().join(member, ROOM, () -> joined.add("again"));

        jobs.release();
        fanout.settle();
        fanout.reads.tips(7, 59);
        fanout.settle();

        assertThat(joined).containsExactly("first", "again");
        assertThat(fanout.shards.members(ROOM)).isEqualTo(1);
        assertThat(member.rooms()).containsExactly(ROOM);
    }

    @Test
    void tellsOfFirstAndLastMemberOnly() {
        TestMember first = fanout.roomMember();
        TestMember second = fanout.roomMember();
        jobs.release();
        fanout.settle();
        fanout.reads.tips(7, 59);
        fanout.settle();

        fanout.shard().leave(first, ROOM);
        fanout.shard().remove(second);

        assertThat(jobs.changes).containsExactly(ROOM, ROOM);
    }

    @Test
    void refusesToAddTwice() {
        TestMember member = fanout.member(Variant.TCP_V1);

        assertThatThrownBy(() -> fanout.shard().add(member))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("member: " + member.sessionId() + " (expected: not in the shard)");
    }

    /** Every room is in force at once. */
    private static final class NoJobs implements RoomWatcher {
        @Override
        public void changed(RoomKey room) {}

        @Override
        public void whenInForce(RoomKey room, Runnable then) {
            then.run();
        }
    }

    /** Jobs that answer when the test says so. */
    private static final class HeldJoins implements RoomWatcher {
        private final List<RoomKey> changes = new ArrayList<>();
        private final List<Runnable> held = new ArrayList<>();

        @Override
        public void changed(RoomKey room) {
            changes.add(room);
        }

        @Override
        public void whenInForce(RoomKey room, Runnable then) {
            held.add(then);
        }

        void release() {
            List<Runnable> all = new ArrayList<>(held);
            held.clear();
            all.forEach(Runnable::run);
        }
    }
}
