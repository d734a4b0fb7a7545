package dev.halley.comet.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.fanout.inbox.LocalDelivery.ToSessions;
import dev.halley.comet.fanout.inbox.Receipt;
import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.writing.FanoutConfig;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shards sleep on what they are offered until they are woken, once for all of it. */
@Timeout(10)
class ShardWakesTest {
    private final FanoutFixture fanout = new FanoutFixture(2, FanoutConfig.DEFAULT);
    private final TestMember first = fanout.member(fanout.shards.all().get(0), Variant.TCP_V1);
    private final TestMember second = fanout.member(fanout.shards.all().get(1), Variant.TCP_V1);
    private final ShardWakes wakes = fanout.shards.wakes();

    @AfterEach
    void close() {
        fanout.close();
    }

    @Test
    void wakesEachShardForAllThatItWasOffered() {
        dispatch("a", first);
        dispatch("b", second);
        dispatch("c", first);
        fanout.settle();
        assertThat(FanoutFixture.payloads(first)).isEmpty();

        wakes.wake();
        fanout.settle();

        assertThat(FanoutFixture.payloads(first)).containsExactly("a", "c");
        assertThat(FanoutFixture.payloads(second)).containsExactly("b");
    }

    @Test
    void wakesOnlyThoseThatWereOfferedSomething() {
        dispatch("a", second);

        wakes.wake();

        assertThat(fanout.loops.get(0).hasPendingTasks()).isFalse();
        assertThat(fanout.loops.get(1).hasPendingTasks()).isTrue();
    }

    @Test
    void owesNothingAfterwards() {
        dispatch("a", first);
        wakes.wake();
        fanout.settle();

        wakes.wake();

        assertThat(fanout.loops.get(0).hasPendingTasks()).isFalse();
    }

    @Test
    void wakesAShardAgainThatTookWhatItHadMeanwhile() {
        dispatch("a", first);
        fanout.direct("other", second);
        fanout.settle();
        wakes.wake();
        fanout.settle();
        dispatch("b", first);

        wakes.wake();
        fanout.settle();

        assertThat(FanoutFixture.payloads(first)).containsExactly("a", "b");
    }

    private void dispatch(String payload, TestMember to) {
        Receipt receipt =
                new Receipt() {
                    @Override
                    protected void finished() {}

                    @Override
                    protected void progressed(long sessionsDone) {}
                };
        Message message = FanoutFixture.message(1000, payload, 0);
        fanout.shards.dispatch(
                List.of(new ToSessions(FanoutFixture.refs(to), message, List.of(), receipt)),
                receipt,
                wakes);
    }
}
