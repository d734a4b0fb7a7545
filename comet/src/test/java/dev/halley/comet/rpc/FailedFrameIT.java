package dev.halley.comet.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.comet.rpc.TestSessions.Session;
import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Comet fails over a delivery: nothing of its frame may count as finished that was not taken up. */
@Timeout(60)
class FailedFrameIT {
    @Test
    void endsTheStreamAndTakesWhatIsSentAgain() {
        try (DeliveryFixture comet =
                new DeliveryFixture(Clock.systemUTC(), new FailsAtTheSecondRecord())) {
            Session session = comet.sessions.inRoom(0);
            TestJob job = comet.attach();
            job.open(1, 0, 1);
            job.open(2, 1, 1);

            job.send(
                    TestJob.batch(
                            TestJob.inRoom(1, 10, "a"),
                            TestJob.inRoom(1, 11, "fails"),
                            TestJob.inRoom(2, 20, "b")));

            assertThat(job.awaitEnd().getCode()).isEqualTo(Status.Code.INTERNAL);
            await().until(() -> session.seen().equals(List.of("a")));

            TestJob again = comet.attach();
            again.open(2, 1, 2);
            again.room(2, 20, "b");
            again.room(2, 21, "c");

            again.awaitFinished(2, 21);
            assertThat(session.seen()).containsExactly("a", "b", "c");
        }
    }

    private static final class FailsAtTheSecondRecord extends SimpleMeterRegistry {
        @Override
        protected Counter newCounter(Meter.Id id) {
            return id.getName().equals("halley.comet.delivery.records")
                    ? new Failing(id)
                    : super.newCounter(id);
        }
    }

    private static final class Failing extends CumulativeCounter {
        private final AtomicInteger counted = new AtomicInteger();

        Failing(Meter.Id id) {
            super(id);
        }

        @Override
        public void increment(double amount) {
            if (counted.incrementAndGet() == 2) {
                throw new IllegalStateException("by the test");
            }
            super.increment(amount);
        }
    }
}
