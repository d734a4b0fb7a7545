package dev.halley.logic.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.api.kafka.Topics;
import dev.halley.api.record.ChangeRooms;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.push.RoomChange;
import dev.halley.logic.push.SessionOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LogRoomChangeServiceTest {
    private static final RoomChange JOIN = RoomChange.joining(List.of("a://1"));

    private final OrderWorld world = new OrderWorld();
    private final FakeLog log = world.log;
    private final LogRoomChangeService rooms = world.rooms;

    @Test
    void ordersInTheUsersPartition() {
        RoomChange change = new RoomChange(List.of("a://1", "a://2"), List.of("b://1"));
        CompletableFuture<Optional<SessionOrder>> answer = user("ann", change);
        FakeLog.Appended order = log.appended.get(0);
        assertThat(order.topic()).isEqualTo(Topics.PUSH);
        assertThat(order.partition()).isEqualTo(Topics.ofUser("default", "ann", 8));
        assertThat(order.record().getChangeRooms())
                .isEqualTo(
                        ChangeRooms.newBuilder()
                                .addRoutes(OrderWorld.ROUTE)
                                .addJoin("a://1")
                                .addJoin("a://2")
                                .addLeave("b://1")
                                .build());
        order.waiting().acknowledged();
        assertThat(answer)
                .isCompletedWithValue(
                        Optional.of(new SessionOrder(order.record().getMessageId(), 1)));
    }

    @Test
    void ordersInTheKeysPartition() {
        assertThat(key("k")).isNotDone();
        assertThat(log.appended.get(0).partition()).isEqualTo(Topics.ofKey("default", "k", 8));
    }

    @Test
    void ordersNothingForWhoHasNoSession() {
        assertThat(user("bob", JOIN)).isCompletedWithValue(Optional.empty());
        assertThat(key("none")).isCompletedWithValue(Optional.empty());
        assertThat(log.appended).isEmpty();
    }

    @Test
    void refusesWhatIsBeyondALimit() {
        refused(JOIN, "", "user: empty (expected: 1 to 20 characters)");
        refused(
                new RoomChange(List.of("a://1", "a://2"), List.of("a://3", "a://4")),
                "ann",
                "rooms: 4 of them (expected: 1 to 3)");
        refused(RoomChange.leaving(List.of()), "ann", "rooms: 0 of them (expected: 1 to 3)");
        refused(RoomChange.joining(List.of("a")), "ann", "rooms: a (expected: type://id)");
        refused(RoomChange.leaving(List.of("a")), "ann", "rooms: a (expected: type://id)");
    }

    @Test
    void failsWithoutIds() {
        world.loseIds();
        assertThatThrownBy(() -> user("ann", JOIN).join())
                .hasCauseInstanceOf(UnavailableException.class);
    }

    private void refused(RoomChange change, String user, String message) {
        assertThatThrownBy(() -> user(user, change).join()).hasRootCauseMessage(message);
        assertThat(log.appended).isEmpty();
    }

    private CompletableFuture<Optional<SessionOrder>> user(String user, RoomChange change) {
        return rooms.changeUser("default", user, change).toCompletableFuture();
    }

    private CompletableFuture<Optional<SessionOrder>> key(String key) {
        return rooms.changeKey("default", key, JOIN).toCompletableFuture();
    }
}
