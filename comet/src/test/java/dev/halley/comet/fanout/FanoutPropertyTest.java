package dev.halley.comet.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.RoomKey;
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

    @Property(tries = 40)
    void everyTargetKeepsItsOrderAndNothingIsLostOrDoubled(@ForAll long seed) {
        Random random = new Random(seed);
        try (FanoutFixture fanout = FanoutFixture.oneShard()) {
            List<TestMember> members = members(fanout);
            members.forEach(member -> fanout.join(member, FanoutFixture.ROOM));
            fanout.nanosPerClockRead = random.nextInt(3) * 1_000_000L;
            int[] sent = new int[3];
            for (int step = 0; step < 100; step++) {
                push(fanout, members, random.nextInt(3), sent);
                if (random.nextInt(4) == 0) {
                    fanout.pass(Duration.ofMillis(random.nextInt(5)));
                }
            }
            fanout.nanosPerClockRead = 0;
            for (int i = 0; i < 40; i++) {
                fanout.pass(Duration.ofMillis(20));
            }
            for (TestMember member : members) {
                List<String> seen = FanoutFixture.payloads(member);
                for (int target = 0; target < 3; target++) {
                    assertThat(of(target, seen)).isEqualTo(upTo(target, sent[target]));
                }
            }
            assertThat(fanout.finished()).isEqualTo(sent[0] + sent[1] + sent[2]);
            assertThat(fanout.shards.inboxDepth()).isZero();
        }
    }

    private static void push(
            FanoutFixture fanout, List<TestMember> members, int target, int[] sent) {
        String payload = target + "-" + sent[target]++;
        switch (target) {
            case 0 -> fanout.room(payload);
            case 1 -> fanout.direct(payload, members.toArray(new TestMember[0]));
            default -> fanout.everyone(1000, payload, sent[target] % 5 == 0 ? 200 : 0);
        }
    }

    private static List<TestMember> members(FanoutFixture fanout) {
        List<TestMember> members = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            members.add(fanout.member(Variant.TCP_V1));
        }
        return members;
    }

    private static List<String> of(int target, List<String> seen) {
        return seen.stream().filter(payload -> payload.startsWith(target + "-")).toList();
    }

    private static List<String> upTo(int target, int count) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            expected.add(target + "-" + i);
        }
        return expected;
    }

    private static RoomKey room(int number) {
        return new RoomKey("default", "live://" + number);
    }
}
