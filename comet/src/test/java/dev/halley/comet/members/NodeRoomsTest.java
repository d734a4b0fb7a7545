package dev.halley.comet.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.streams.RecentMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class NodeRoomsTest {
    private static final RoomKey ROOM = new RoomKey("default", "live://1");

    private final NodeRooms rooms = new NodeRooms(new RecentMessages(0));

    @Test
    void countsOverShardsAndKnowsWhichShardsHaveMembers() {
        rooms.enter(ROOM, 0);
        rooms.enter(ROOM, 63);
        rooms.enter(ROOM, 63);

        assertThat(rooms.members(ROOM)).isEqualTo(3);
        assertThat(rooms.shardsOf(ROOM)).isEqualTo(1L | 1L << 63);

        rooms.exit(ROOM, 0, true);

        assertThat(rooms.shardsOf(ROOM)).isEqualTo(1L << 63);
    }

    @Test
    void reportsWhatHasChangedSinceLastTime() {
        rooms.enter(ROOM, 0);
        rooms.enter(ROOM, 0);
        assertThat(rooms.takeChanges()).isEqualTo(Map.of(ROOM, 2));
        assertThat(rooms.takeChanges()).isEmpty();

        rooms.exit(ROOM, 0, false);
        rooms.exit(ROOM, 0, true);

        assertThat(rooms.takeChanges()).isEqualTo(Map.of(ROOM, 0));
        assertThat(rooms.snapshot()).isEmpty();
    }

    @Test
    void roomThatCameBackIsNotInForceYet() {
        rooms.watch(new Deaf());
        rooms.enter(ROOM, 0);
        rooms.inForce(ROOM);
        assertThat(rooms.isInForce(ROOM)).isTrue();

        rooms.exit(ROOM, 0, true);
        rooms.enter(ROOM, 0);

        assertThat(rooms.isInForce(ROOM)).isFalse();
    }

    @Test
    void countsRightWhenShardsJoinAndLeaveAtOnce() {
        List<CompletableFuture<Void>> shards = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int shard = i;
            shards.add(CompletableFuture.runAsync(() -> comeAndGo(shard)));
        }

        shards.forEach(CompletableFuture::join);

        assertThat(rooms.size()).isZero();
        assertThat(rooms.takeChanges().values()).containsOnly(0);
    }

    private void comeAndGo(int shard) {
        for (int i = 0; i < 10_000; i++) {
            rooms.enter(ROOM, shard);
            rooms.exit(ROOM, shard, true);
        }
    }

    /** A watcher that does nothing. */
    private static final class Deaf implements RoomWatcher {
        @Override
        public void changed(RoomKey room) {}

        @Override
        public void whenInForce(RoomKey room, Runnable then) {}
    }
}
