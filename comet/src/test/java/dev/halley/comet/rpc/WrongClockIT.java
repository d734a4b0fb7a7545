package dev.halley.comet.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.halley.api.comet.Delivery;
import dev.halley.api.comet.PushToRoom;
import dev.halley.comet.rpc.TestSessions.Session;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A comet whose clock is hours off, while those of logic and job are right. */
@Timeout(60)
class WrongClockIT {
    @ParameterizedTest
    @ValueSource(ints = {-7, 0, 7})
    void neitherDropsNorKeepsByAClockThatIsOff(int hours) {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(hours));
        try (DeliveryFixture comet = new DeliveryFixture(clock)) {
            Session session = comet.sessions.inRoom(0);
            TestJob job = comet.attach();
            job.open(1, 0, 1);
            long nowMs = System.currentTimeMillis();

            job.send(TestJob.delivery(room(10, "late").setExpiresAtMs(nowMs - 1)));
            job.send(TestJob.delivery(room(11, "in time").setExpiresAtMs(nowMs + 60_000)));
            job.send(TestJob.delivery(room(12, "always")));

            job.awaitFinished(1, 12);
            assertThat(session.seen()).containsExactly("in time", "always");
            assertThat(expired(comet)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-7, 7})
    void agesOfPushesAreNeverBelowZero(int hours) {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(hours));
        try (DeliveryFixture comet = new DeliveryFixture(clock)) {
            comet.sessions.inRoom(0);
            TestJob job = comet.attach();
            job.open(1, 0, 1);

            job.send(TestJob.delivery(room(10, "a")));

            job.awaitFinished(1, 10);
            Timer age =
                    comet.registry
                            .get("halley.comet.push.latency")
                            .tag("stage", "sent_to_received")
                            .timer();
            await().until(() -> age.count() == 1);
            assertThat(age.totalTime(TimeUnit.HOURS)).isBetween(0.0, 7.1);
        }
    }

    private static Delivery.Builder room(long offset, String payload) {
        long nowUs = System.currentTimeMillis() * 1_000;
        return TestJob.base(1, offset)
                .setAcceptedAtUs(nowUs)
                .setSentAtUs(nowUs)
                .setToRoom(
                        PushToRoom.newBuilder()
                                .setOperation(1000)
                                .setPayload(ByteString.copyFromUtf8(payload))
                                .setRoom(TestSessions.ROOM.name()));
    }

    private static double expired(DeliveryFixture comet) {
        return comet.registry
                .get("halley.comet.dropped")
                .tag("reason", "expired")
                .counter()
                .count();
    }
}
