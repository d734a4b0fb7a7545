package dev.halley.comet.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.RoomKey;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What must hold whatever is joined, left, pushed and drained in whatever order. */
class FanoutPropertyTest {
    private static final int ROOMS = 4;
    private static final int MEMBERS = 8;

    // Targets: rooms whose number this is, and others.
    private static final int LARGE_ROOM = 2;
    private static final List<Integer> SMALL_ROOMS = List.of(3, 4, 5);
    private static final int EVERYONE = 0;
    private static final int DIRECT = 6;

    /** Of the room that has a stream, in the epoch of this number. */
    private static final int STREAM = 7;

    private static final int TARGETS = 8;

    /** What comes next in a stream that the fixture began. */
    private static final int FIRST_OFFSET = 60;

    @Property(tries = 100)
    void roomListsAgreeWithModel(@ForAll long seed) {
        Random random = new Random(seed);
        try (FanoutFixture fanout = FanoutFixture.oneShard()) {
            List<TestMember> members = members(fanout);
            Map<RoomKey, Set<TestMember>> model = new HashMap<>();
            for (int step = 0; step < 200; step++) {
                TestMember member = members.get(random.nextInt(MEMBERS));
                RoomKey room = room(random.nextInt(ROOMS));
                Set<TestMember> expected = model.computeIfAbsent(room, r -> new HashSet<>());
                if (random.nextBoolean()) {
                    fanout.join(member, room);
                    expected.add(member);
                } else {
                    fanout.shard().leave(member, room);
                    expected.remove(member);
                }
            }
            model.forEach(
                    (room, expected) -> {
                        assertThat(fanout.shard().members(room))
                                .containsExactlyInAnyOrderElementsOf(expected);
                        assertThat(fanout.shards.members(room)).isEqualTo(expected.size());
                    });
            members.forEach(fanout.shard()::remove);
            assertThat(fanout.shards.rooms().size()).isZero();
        }
    }

    /** Rooms on both sides of what is few, clocks that end slices between any two of them. */
    @Property(tries = 60)
    void everyTargetKeepsItsOrderAndNothingIsLostOrDoubled(@ForAll long seed) {
        Random random = new Random(seed);
        try (FanoutFixture fanout = FanoutFixture.oneShard()) {
            List<TestMember> staying = new ArrayList<>();
            // What comes while rooms are written is taken between two slices.
            List<Runnable> meanwhile = new ArrayList<>();
            for (int i = 0; i <= Drain.FEW_MEMBERS; i++) {
                TestMember member = fanout.member(Variant.TCP_V1, whenWritten(meanwhile));
                staying.add(member);
                fanout.join(member, FanoutFixture.ROOM);
                fanout.join(member, room(LARGE_ROOM));
                fanout.join(member, room(SMALL_ROOMS.get(i % SMALL_ROOMS.size())));
            }
            List<TestMember> moving = members(fanout);
            Pushes pushes = new Pushes(fanout, staying);
            for (int step = 0; step < 150; step++) {
                if (random.nextInt(4) == 0) {
                    meanwhile.add(() -> pushes.push(random.nextInt(TARGETS)));
                }
                fanout.nanosPerClockRead = random.nextInt(4) * 1_000_000L;
                pushes.push(random.nextInt(TARGETS));
                if (random.nextInt(8) == 0) {
                    RoomKey room = room(SMALL_ROOMS.get(random.nextInt(SMALL_ROOMS.size())));
                    move(fanout, moving.get(random.nextInt(MEMBERS)), room, random.nextBoolean());
                }
                if (random.nextInt(4) == 0) {
                    fanout.pass(Duration.ofMillis(random.nextInt(40)));
                }
            }
            fanout.nanosPerClockRead = 0;
            for (int i = 0; i < 60; i++) {
                fanout.pass(Duration.ofMillis(20));
            }

            for (int i = 0; i < staying.size(); i++) {
                int small = SMALL_ROOMS.get(i % SMALL_ROOMS.size());
                assertThat(byTarget(FanoutFixture.payloads(staying.get(i))))
                        .isEqualTo(pushes.withoutRooms(SMALL_ROOMS, small));
            }
            for (TestMember member : moving) {
                byTarget(FanoutFixture.payloads(member))
                        .values()
                        .forEach(seen -> assertThat(seen).isSorted().doesNotHaveDuplicates());
            }
            assertThat(fanout.finished()).isEqualTo(pushes.count());
            assertThat(fanout.shards.inboxDepth()).isZero();
        }
    }

    private static ChannelHandler whenWritten(List<Runnable> once) {
        return new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise)
                    throws Exception {
                super.write(ctx, msg, promise);
                if (!once.isEmpty()) {
                    once.remove(0).run();
                }
            }
        };
    }

    private static void move(FanoutFixture fanout, TestMember member, RoomKey room, boolean in) {
        if (in) {
            fanout.join(member, room);
        } else {
            fanout.shard().leave(member, room);
        }
    }

    /** The numbers of what was seen of each target, in the order in which they came. */
    private static Map<Integer, List<Integer>> byTarget(List<String> payloads) {
        Map<Integer, List<Integer>> numbers = new HashMap<>();
        for (String payload : payloads) {
            int dash = payload.indexOf('-');
            numbers.computeIfAbsent(
                            Integer.valueOf(payload.substring(0, dash)), t -> new ArrayList<>())
                    .add(Integer.valueOf(payload.substring(dash + 1)));
        }
        return numbers;
    }

    /** Pushes numbered messages, and knows what everyone who stays has to get. */
    private static final class Pushes {
        private final FanoutFixture fanout;
        private final TestMember[] staying;
        private final Map<Integer, List<Integer>> sent = new HashMap<>();

        Pushes(FanoutFixture fanout, List<TestMember> staying) {
            this.fanout = fanout;
            this.staying = staying.toArray(new TestMember[0]);
        }

        void push(int target) {
            List<Integer> before = sent.computeIfAbsent(target, t -> new ArrayList<>());
            int number = FIRST_OFFSET + before.size();
            before.add(number);
            String payload = target + "-" + number;
            switch (target) {
                case STREAM -> fanout.room(STREAM, number);
                case DIRECT -> fanout.direct(payload, staying);
                case EVERYONE -> fanout.everyone(1000, payload, number % 5 == 0 ? 200 : 0);
                default -> fanout.room(room(target), payload);
            }
        }

        Map<Integer, List<Integer>> withoutRooms(List<Integer> rooms, int but) {
            Map<Integer, List<Integer>> some = new HashMap<>(sent);
            some.keySet().removeIf(target -> rooms.contains(target) && target != but);
            return some;
        }

        int count() {
            return sent.values().stream().mapToInt(List::size).sum();
        }
    }

    private static List<TestMember> members(FanoutFixture fanout) {
        List<TestMember> members = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            members.add(fanout.member(Variant.TCP_V1));
        }
        return members;
    }

    private static RoomKey room(int number) {
        return new RoomKey("default", "live://" + number);
    }
}
