package dev.halley.comet.fanout;

import static dev.halley.comet.fanout.FanoutFixture.ROOM;
import static dev.halley.comet.fanout.FanoutFixture.payloads;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where goim's comet loses messages, and this one does not. */
@Timeout(20)
class GoimLossTest {
    private final FanoutFixture fanout = FanoutFixture.oneShard();

    @AfterEach
    void close() {
        fanout.close();
    }

    /** A non-blocking send into a queue of 10 for each session, whose failure is ignored. */
    @Test
    void sessionThatIsNotServedForAWhileGetsEverything() {
        TestMember member = fanout.roomMember();
        List<String> sent = IntStream.range(0, 5000).mapToObj(Integer::toString).toList();
        sent.forEach(payload -> fanout.direct(payload, member));

        fanout.settle();

        assertThat(payloads(member)).isEqualTo(sent);
    }

    /** A room's queue of 40 that drops beyond. */
    @Test
    void roomThatIsBehindDropsNothing() {
        TestMember member = fanout.roomMember();
        List<String> sent = IntStream.range(0, 5000).mapToObj(Integer::toString).toList();
        sent.forEach(fanout::room);

        fanout.settle();

        assertThat(payloads(member)).isEqualTo(sent);
    }

    /** A room worker that exits with a message in its queue. */
    @Test
    void roomThatEmptiesAndFillsAgainKeepsWhatIsPending() {
        TestMember first = fanout.roomMember();
        fanout.nanosPerClockRead = Duration.ofMillis(10).toNanos();
        fanout.room("drained");
        fanout.settle();
        fanout.nanosPerClockRead = 0;
        fanout.room("pending");
        fanout.settle();
        fanout.shard().leave(first, ROOM);
        TestMember second = fanout.roomMember();
        fanout.room("for the second");

        fanout.pass(Duration.ofMillis(100));

        assertThat(payloads(second)).containsExactly("for the second");
        assertThat(fanout.finished()).isEqualTo(3);
    }

    /** A session's late end takes its successor's place along. */
    @Test
    void lateCloseOfAReplacedSessionLeavesItsSuccessor() {
        TestMember replaced = fanout.roomMember();
        TestMember successor = fanout.roomMember().ofGeneration(2);
        fanout.shard().remove(replaced);
        fanout.shard().remove(replaced);

        fanout.direct("for the successor", successor);
        fanout.settle();

        assertThat(payloads(successor)).containsExactly("for the successor");
    }
}
