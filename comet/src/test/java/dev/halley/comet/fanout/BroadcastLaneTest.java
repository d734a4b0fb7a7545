package dev.halley.comet.fanout;

import static dev.halley.comet.fanout.FanoutFixture.payloads;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BroadcastLaneTest {
    private final FanoutFixture fanout = FanoutFixture.oneShard();
    private final List<TestMember> members = new ArrayList<>();

    BroadcastLaneTest() {
        for (int i = 0; i < 30; i++) {
            members.add(fanout.roomMember());
        }
    }

    @AfterEach
    void close() {
        passTicks(2000);
        fanout.close();
    }

    @Test
    void reachesAsManySessionsASecondAsAsked() {
        fanout.everyone(1000, "paced", 10);
        fanout.settle();

        passTicks(50);

        assertThat(reached("paced")).isBetween(10L, 12L);
        assertThat(fanout.finished()).isZero();
        passTicks(110);
        assertThat(reached("paced")).isEqualTo(30 - 11);
        assertThat(fanout.finished()).isEqualTo(1);
    }

    @Test
    void tellsProgressWhileItRuns() {
        fanout.everyone(1000, "paced", 10);
        fanout.settle();

        passTicks(110);

        assertThat(fanout.progress()).hasSize(2).isSorted();
    }

    @Test
    void laterBroadcastsStayBehindPacedOne() {
        fanout.everyone(1000, "before", 0);
        fanout.everyone(1000, "paced", 10);
        fanout.everyone(1000, "after", 0);
        fanout.settle();

        passTicks(200);

        for (TestMember member : members) {
            assertThat(payloads(member)).containsExactly("before", "paced", "after");
        }
        assertThat(fanout.finished()).isEqualTo(3);
    }

    @Test
    void roomsAndDirectPushesDoNotWaitForPacedBroadcast() {
        fanout.everyone(1000, "paced", 1);
        TestMember last = members.get(29);
        fanout.room("room");
        fanout.direct("direct", last);

        fanout.settle();

        assertThat(payloads(last)).containsExactlyInAnyOrder("room", "direct");
    }

    @Test
    void skipsSessionsThatLeftMeanwhile() {
        fanout.everyone(1000, "paced", 10);
        fanout.settle();
        members.subList(5, 30).forEach(fanout.shard()::remove);

        passTicks(160);

        assertThat(fanout.finished()).isEqualTo(1);
    }

    @Test
    void givesItsBufferBackWhenTheNodeStops() {
        fanout.everyone(1000, "paced", 10);
        fanout.settle();
        ByteBuf first =
                members.stream()
                        .map(FanoutFixture::read)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow();
        ByteBuf shared = root(first);
        first.release();
        assertThat(shared.refCnt()).isEqualTo(1);

        fanout.shards.close();
        fanout.settle();

        assertThat(shared.refCnt()).isZero();
        passTicks(200);
        assertThat(fanout.finished()).isZero();
    }

    /** What a duplicate, and the leak check around it, stand for. */
    private static ByteBuf root(ByteBuf buffer) {
        ByteBuf root = buffer;
        while (root.unwrap() != null) {
            root = root.unwrap();
        }
        return root;
    }

    private void passTicks(int ticks) {
        for (int i = 0; i < ticks; i++) {
            fanout.pass(Duration.ofMillis(20));
        }
    }

    private long reached(String payload) {
        return members.stream().filter(member -> payloads(member).contains(payload)).count();
    }
}
