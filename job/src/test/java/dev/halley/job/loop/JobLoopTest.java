package dev.halley.job.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JobLoopTest {
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final Seen seen = new Seen();
    private final JobLoop loop = new JobLoop(executor, seen);

    @AfterEach
    void endTheThread() {
        loop.close();
        executor.shutdownNow();
    }

    @Test
    void runsWhatCameBeforeTheStartInOneTurn() {
        loop.execute(() -> seen.add("a"));
        loop.execute(() -> seen.add("b"));
        loop.start();

        await().until(() -> seen.all.size() >= 4);
        assertThat(List.copyOf(seen.all).subList(0, 4)).containsExactly("begin", "a", "b", "end");
    }

    @Test
    void runsEventsOfOtherThreadsAndItsOwnInOrder() {
        loop.start();
        loop.execute(
                () -> {
                    seen.add("a");
                    loop.execute(() -> seen.add("b"));
                });
        loop.execute(() -> seen.add("c"));

        await().until(() -> seen.all.contains("b") && seen.all.contains("c"));
        assertThat(seen.all).containsSubsequence("a", "b");
    }

    @Test
    void runsMoreEventsThanATurnTakes() {
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 1_000; i++) {
            loop.execute(ran::incrementAndGet);
        }
        loop.start();

        await().until(() -> ran.get() == 1_000);
    }

    @Test
    void hasATurnNowAndThenWithoutEvents() {
        loop.start();

        await().until(() -> seen.all.stream().filter("end"::equals).count() > 3);
    }

    @Test
    void runsEventsLaterButOnlyForItself() {
        loop.start();
        loop.execute(() -> loop.schedule(Duration.ofMillis(5), () -> seen.add("later")));

        await().until(() -> seen.all.contains("later"));
        assertThatThrownBy(() -> loop.schedule(Duration.ZERO, () -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void endsWithTheFirstEventThatFails() {
        loop.start();
        loop.execute(
                () -> {
                    throw new IllegalStateException("on purpose");
                });
        await().until(() -> !loop.isAlive());
        loop.execute(() -> seen.add("after"));
        loop.close();

        assertThat(seen.failures).hasValue(1);
        assertThat(seen.all).doesNotContain("after");
    }

    @Test
    void runsWhatItWasGivenBeforeItEnds() {
        loop.start();
        loop.execute(() -> seen.add("last"));
        loop.close();
        loop.close();

        assertThat(seen.all).contains("last");
        assertThat(loop.isAlive()).isFalse();
        loop.execute(() -> seen.add("after"));
        assertThat(seen.all).doesNotContain("after");
    }

    private static final class Seen implements Turn {
        private final Queue<String> all = new ConcurrentLinkedQueue<>();
        private final AtomicInteger failures = new AtomicInteger();

        void add(String what) {
            all.add(what);
        }

        @Override
        public void begin() {
            all.add("begin");
        }

        @Override
        public void end() {
            all.add("end");
        }

        @Override
        public void failed(Throwable cause) {
            failures.incrementAndGet();
        }
    }
}
