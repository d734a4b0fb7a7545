package dev.halley.logic.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.logic.kafka.Gathering.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GatheringTest {
    private static final long GAP = 100;
    private static final long MOST_BYTES = 10;
    // Clocks of nanoseconds may be about to begin anew.
    private static final long START = Long.MAX_VALUE - 50;

    private final List<String> left = new ArrayList<>();
    private Consumer<String> receiver = left::add;
    private final Gathering<String> gathering =
            new Gathering<>(GAP, MOST_BYTES, record -> receiver.accept(record), START);

    @Test
    void letsLeaveAtOnceWhatComesAlone() {
        assertThat(take("a", 0)).isEqualTo(Taken.LEFT);
        assertThat(take("b", GAP)).isEqualTo(Taken.LEFT);

        assertThat(left).containsExactly("a", "b");
    }

    @Test
    void letsLeaveTogetherAndInOrderWhatCameInTheGap() {
        take("a", 0);
        assertThat(take("b", 1)).isEqualTo(Taken.HELD_FIRST);
        assertThat(take("c", 2)).isEqualTo(Taken.HELD);
        assertThat(watch(3)).isEqualTo(GAP - 3);
        assertThat(left).containsExactly("a");

        assertThat(watch(GAP)).isEqualTo(GAP);
        assertThat(left).containsExactly("a", "b", "c");
    }

    @Test
    void endsTheGapWhenItIsFull() {
        Gathering<String> wide = new Gathering<>(GAP, Gathering.FULL, left::add, START);
        wide.take("first", 1, START);
        for (int held = 1; held < Gathering.FULL; held++) {
            assertThat(wide.take("held", 1, at(1))).isNotEqualTo(Taken.LEFT);
        }
        assertThat(left).hasSize(1);

        assertThat(wide.take("last", 1, at(2))).isEqualTo(Taken.LEFT);

        assertThat(left).hasSize(1 + Gathering.FULL).endsWith("last");
        assertThat(wide.take("next", 1, at(3))).as("a gap follows").isEqualTo(Taken.HELD);
        assertThat(wide.watch(at(3))).isEqualTo(GAP - 1);
    }

    @Test
    void isWatchedUntilAGapBringsNothing() {
        take("a", 0);
        take("b", 1);
        watch(GAP);
        assertThat(take("c", GAP + 1)).isEqualTo(Taken.HELD);
        assertThat(watch(2 * GAP)).isEqualTo(GAP);
        assertThat(watch(3 * GAP)).isEqualTo(Gathering.NOTHING);

        assertThat(take("d", 3 * GAP)).isEqualTo(Taken.LEFT);
        assertThat(take("e", 3 * GAP + 1)).isEqualTo(Taken.HELD_FIRST);
    }

    @Test
    void leavesNothingBehindWhenTheWatchIsLate() {
        take("a", 0);
        take("b", 1);

        assertThat(take("c", GAP + 10)).isEqualTo(Taken.LEFT);
        assertThat(left).containsExactly("a", "b", "c");
        assertThat(watch(GAP + 11)).isEqualTo(GAP - 1);
        assertThat(take("d", GAP + 12)).isEqualTo(Taken.HELD);
    }

    @Test
    void refusesWhatIsMoreThanMayBeHeld() {
        take("a", 0);
        assertThat(gathering.take("b", 6, at(1))).isEqualTo(Taken.HELD_FIRST);
        assertThat(gathering.take("c", 5, at(1))).isEqualTo(Taken.REFUSED);
        assertThat(gathering.take("d", 4, at(1))).isEqualTo(Taken.HELD);

        watch(GAP);
        assertThat(left).containsExactly("a", "b", "d");
        assertThat(gathering.take("e", 6, at(GAP + 1))).isEqualTo(Taken.HELD);
    }

    @Test
    void holdsARecordThatAloneIsMoreThanMayBeHeld() {
        take("a", 0);

        assertThat(gathering.take("b", 100, at(1))).isEqualTo(Taken.HELD_FIRST);
    }

    @Test
    void holdsNothingBackWithoutAGap() {
        Gathering<String> none = new Gathering<>(0, MOST_BYTES, left::add, START);

        assertThat(none.take("a", 1, START)).isEqualTo(Taken.LEFT);
        assertThat(none.take("b", 1, START)).isEqualTo(Taken.LEFT);
    }

    @Test
    void holdsNothingBackOnceItIsStopped() {
        take("a", 0);
        take("b", 1);
        gathering.stop(at(2));
        assertThat(left).containsExactly("a", "b");

        assertThat(take("c", 3)).isEqualTo(Taken.LEFT);
        assertThat(left).containsExactly("a", "b", "c");
    }

    @Test
    void letsLeaveWhatIsBehindARecordThatFails() {
        receiver =
                record -> {
                    left.add(record);
                    if (record.equals("b")) {
                        throw new IllegalStateException("on purpose");
                    }
                };
        take("a", 0);
        take("b", 1);
        take("c", 1);
        watch(GAP);

        assertThat(left).containsExactly("a", "b", "c");
        assertThat(take("d", 2 * GAP)).isEqualTo(Taken.LEFT);
    }

    @Test
    void takesBehindTheOthersWhatComesOfALeavingRecord() {
        receiver =
                record -> {
                    left.add(record);
                    if (record.equals("b")) {
                        assertThat(take("of b", GAP)).isEqualTo(Taken.LEFT);
                    }
                };
        take("a", 0);
        take("b", 1);
        take("c", 1);
        watch(GAP);

        assertThat(left).containsExactly("a", "b", "c", "of b");
    }

    // Otherwise a thread that is just done finds what another holds by then, and lets it leave too.
    @Test
    void keepsWhatIsHeldNowApartFromWhatItGaveBefore() {
        take("a", 0);
        List<String> nothing = gathering.next(at(0));
        take("b", 1);

        assertThat(nothing).isEmpty();
        watch(GAP);
        assertThat(left).containsExactly("a", "b");
    }

    @Test
    void keepsTheOrderOfEachOfSeveralThreads() throws InterruptedException {
        int threads = 4;
        int records = 20_000;
        Queue<int[]> seen = new ConcurrentLinkedQueue<>();
        Gathering<int[]> shared =
                new Gathering<>(1_000, Long.MAX_VALUE, seen::add, System.nanoTime());
        GapWatch watch = new GapWatch("gap", shared);
        List<Thread> running =
                IntStream.range(0, threads)
                        .mapToObj(one -> new Thread(() -> feed(shared, watch, one, records)))
                        .toList();
        running.forEach(Thread::start);
        for (Thread thread : running) {
            thread.join();
        }
        watch.close();
        shared.stop(System.nanoTime());

        assertThat(seen).hasSize(threads * records);
        int[] next = new int[threads];
        for (int[] record : seen) {
            assertThat(record[1]).isEqualTo(next[record[0]]++);
        }
    }

    private static void feed(Gathering<int[]> shared, GapWatch watch, int thread, int records) {
        for (int i = 0; i < records; i++) {
            if (shared.take(new int[] {thread, i}, 1, System.nanoTime()) == Taken.HELD_FIRST) {
                watch.look();
            }
        }
    }

    private Taken take(String record, long when) {
        return gathering.take(record, 1, at(when));
    }

    private long watch(long when) {
        return gathering.watch(at(when));
    }

    private static long at(long when) {
        return START + when;
    }
}
