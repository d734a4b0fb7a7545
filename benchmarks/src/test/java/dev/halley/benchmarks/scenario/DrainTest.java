package dev.halley.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.audit.Missing;
import dev.halley.benchmarks.audit.PushedSequences;
import dev.halley.benchmarks.load.LoadReport;
import dev.halley.benchmarks.load.Progress;
import dev.halley.benchmarks.load.SessionPool;
import dev.halley.benchmarks.load.Standing;
import dev.halley.benchmarks.storm.LatencyTrace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DrainTest {
    private static final long SHORT = Duration.ofMillis(300).toNanos();
    private static final long LONG = Duration.ofSeconds(20).toNanos();

    @Test
    void waitsForWhatMayStillCome() throws Exception {
        ArrivingPool pool = new ArrivingPool(3);

        new Drain(pool, 3, LONG, LONG).await();

        assertThat(pool.arrived).isEqualTo(3);
    }

    @Test
    void endsWhenNothingComesForAWhile() throws Exception {
        ArrivingPool pool = new ArrivingPool(3);
        long before = System.nanoTime();

        new Drain(pool, 4, SHORT, LONG).await();

        assertThat(pool.arrived).isEqualTo(3);
        assertThat(System.nanoTime() - before).isBetween(SHORT, LONG);
    }

    @Test
    void endsWhenTheTimeIsUp() throws Exception {
        ArrivingPool pool = new ArrivingPool(Integer.MAX_VALUE);
        long before = System.nanoTime();

        new Drain(pool, Long.MAX_VALUE, LONG, SHORT).await();

        assertThat(System.nanoTime() - before).isBetween(SHORT, LONG);
    }

    /** One more has arrived each time it is asked, up to a number. */
    private static final class ArrivingPool implements SessionPool {
        private final int most;
        private int arrived;

        ArrivingPool(int most) {
            this.most = most;
        }

        @Override
        public Standing standing() {
            arrived = Math.min(most, arrived + 1);
            return new Standing(1, 1, 0, 1, new Progress(arrived, 0, 0, List.of(), List.of()));
        }

        @Override
        public void start() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void stopCutting() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void cutAllOf(int target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> troubles() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int[] members(int targets) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void stop() {
            throw new UnsupportedOperationException();
        }

        @Override
        public LoadReport report() {
            throw new UnsupportedOperationException();
        }

        @Override
        public LatencyTrace trace() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Missing.Totals missing(PushedSequences pushed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }
    }
}
