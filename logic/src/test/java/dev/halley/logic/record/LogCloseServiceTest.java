package dev.halley.logic.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.api.kafka.Topics;
import dev.halley.api.record.Record;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.wire.CloseReason;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LogCloseServiceTest {
    private final OrderWorld world = new OrderWorld();
    private final FakeLog log = world.log;
    private final LogCloseService closes = world.closes;

    @Test
    void ordersTheEndOfAUsersSessionsInTheUsersPartition() {
        CompletionStage<Integer> answer = closes.closeUser("default", "ann");
        FakeLog.Appended order = log.appended.get(0);
        assertThat(order.topic()).isEqualTo(Topics.PUSH);
        assertThat(order.partition()).isEqualTo(Topics.ofUser("default", "ann", 8));
        Record record = order.record();
        assertThat(record.getClose().getRoutesList()).containsExactly(OrderWorld.ROUTE);
        assertThat(CloseReason.valueOf(record.getClose().getReason()))
                .isEqualTo(CloseReason.KICKED);
        order.waiting().acknowledged();
        assertThat(answer.toCompletableFuture()).isCompletedWithValue(1);
    }

    @Test
    void ordersTheEndOfAKeysSessionInTheKeysPartition() {
        closes.closeKey("default", "k");
        assertThat(log.appended.get(0).partition()).isEqualTo(Topics.ofKey("default", "k", 8));
    }

    @Test
    void ordersNothingForAUserWithoutSessions() {
        assertThat(closes.closeUser("default", "bob").toCompletableFuture())
                .isCompletedWithValue(0);
        assertThat(log.appended).isEmpty();
    }

    @Test
    void refusesAnEmptyUserAndAnotherApp() {
        assertThatThrownBy(() -> closes.closeUser("default", "").toCompletableFuture().join())
                .hasRootCauseMessage("user: empty (expected: 1 to 20 characters)");
        assertThatThrownBy(() -> closes.closeKey("x", "k").toCompletableFuture().join())
                .hasRootCauseMessage("app: x (expected: default)");
    }

    @Test
    void failsWithoutIds() {
        world.loseIds();
        assertThatThrownBy(() -> closes.closeUser("default", "ann").toCompletableFuture().join())
                .hasCauseInstanceOf(UnavailableException.class);
    }
}
