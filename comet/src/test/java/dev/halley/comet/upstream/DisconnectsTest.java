package dev.halley.comet.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.logic.DisconnectReply;
import dev.halley.api.logic.Registration;
import dev.halley.comet.upstream.calls.CometIdentity;
import dev.halley.comet.upstream.calls.UnansweredLogic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DisconnectsTest {
    private static final int BOUND = 3;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final UnansweredLogic logic = new UnansweredLogic();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final Disconnects disconnects =
            new Disconnects(
                    new CometIdentity("default", "comet-1@1"),
                    logic,
                    new UpstreamMetrics(registry),
                    scheduler,
                    BOUND);

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void forgetsTheOldestPastItsBoundAndCountsThem() {
        add(1, 2, 3, 4, 5);

        scheduler.runNext();

        assertThat(told()).containsExactly(3L, 4L, 5L);
        assertThat(count("halley.comet.disconnect.dropped")).isEqualTo(2);
    }

    @Test
    void keepsTheNewestWhenACallFailsAndOthersHaveComeMeanwhile() {
        add(1, 2, 3);
        scheduler.runNext();
        add(4, 5);

        logic.disconnected.completeExceptionally(new IllegalStateException("away"));
        scheduler.runNext();

        assertThat(told()).containsExactly(3L, 4L, 5L);
        assertThat(count("halley.comet.disconnect.dropped")).isEqualTo(2);
        assertThat(count("halley.comet.disconnect.retries")).isEqualTo(1);
    }

    @Test
    void makesOneCallAtATimeAndIsDoneWhenItIsAnswered() {
        add(1);
        scheduler.runNext();
        add(2);
        assertThat(logic.disconnects).hasSize(1);
        assertThat(disconnects.waiting()).isEqualTo(2);

        answerAndGoOn();
        answerAndGoOn();

        assertThat(logic.disconnects).hasSize(2);
        assertThat(told()).containsExactly(2L);
        assertThat(disconnects.waiting()).isZero();
    }

    private void answerAndGoOn() {
        logic.disconnected.complete(DisconnectReply.getDefaultInstance());
        scheduler.runNext();
    }

    private void add(long... sessionIds) {
        for (long id : sessionIds) {
            disconnects.add(Registration.newBuilder().setSessionId(id).build());
        }
    }

    private List<Long> told() {
        return logic.disconnects.get(logic.disconnects.size() - 1).getSessionsList().stream()
                .map(Registration::getSessionId)
                .toList();
    }

    private double count(String name) {
        return registry.get(name).counter().count();
    }
}
