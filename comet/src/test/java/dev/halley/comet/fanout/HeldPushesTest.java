package dev.halley.comet.fanout;

import static dev.halley.comet.fanout.FanoutFixture.payloads;
import static org.assertj.core.api.Assertions.assertThat;

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
}
