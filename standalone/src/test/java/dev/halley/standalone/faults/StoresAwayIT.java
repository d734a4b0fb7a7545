package dev.halley.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.standalone.RunningHalley;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Redis and Kafka go away under load and come back; nobody restarts anything else. */
@Timeout(180)
class StoresAwayIT {
    // The room of the load has no stream: it needs no Redis.
    @RegisterExtension
    static final RunningHalley HALLEY =
            new RunningHalley(Map.of("halley.streams.room-types.live", "off"));

    @Test
    void roomsFlowWhileRedisIsAwayAndTheRestArrivesWhenItIsBack() throws IOException {
        try (PushLoad load = load()) {
            load.start();
            load.awaitAccepted(300);

            HALLEY.redis().kill();
            load.awaitAccepted(100);
            // Every partition of users waits for its routes by now.
            load.awaitReceivedOfRoom(50);
            HALLEY.redis().start();
            load.awaitAccepted(500);

            load.stopPushing();
            load.assertEachAcceptedPushArrivedOnceInOrder(Duration.ofSeconds(30));
            assertThat(load.disconnects()).isZero();
        }
    }

    @Test
    void replaysRoutesWhenRedisLosesThem() throws IOException {
        try (PushLoad load = load()) {
            load.start();
            load.awaitAccepted(300);

            HALLEY.emptyRedis();
            HALLEY.redis().kill();
            HALLEY.redis().start();
            load.awaitAccepted(500);
            HALLEY.emptyRedis();
            load.awaitAccepted(500);

            load.stopPushing();
            load.assertEachAcceptedPushArrivedOnceInOrder(Duration.ofSeconds(30));
            assertThat(load.disconnects()).isZero();
        }
    }

    @Test
    void answersErrorsWhileKafkaIsAwayAndResumesByItself() throws IOException {
        try (PushLoad load = load()) {
            load.start();
            load.awaitAccepted(300);

            HALLEY.kafka().stop();
            await().atMost(Duration.ofSeconds(20)).until(() -> load.refused() > 10);
            await().atMost(Duration.ofSeconds(30))
                    .during(Duration.ofSeconds(20))
                    .until(() -> load.disconnects() == 0);
            HALLEY.kafka().start();
            load.awaitAccepted(500);

            load.stopPushing();
            load.assertEachAcceptedPushArrivedOnceInOrder(Duration.ofSeconds(60));
            assertThat(load.disconnects()).isZero();
        }
    }

    private PushLoad load() {
        return new PushLoad(
                HALLEY.port("comet.tcp"),
                HALLEY.port("comet.ws"),
                HALLEY.port("logic.rest"),
                20,
                20);
    }
}
