package dev.halley.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.record.Route;
import dev.halley.job.record.FoundRoutes;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Places;
import dev.halley.job.support.Records;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which users are told of as offline, and what waits for that. */
@Timeout(10)
class OfflineTest {
    private static final String ONE = "comet-1@000000002";
    private static final String FORMER = "comet-1@000000001";

    private final World world = new World(World.MAX_RECORDS, Long.MAX_VALUE, true);
    private FakeStream one;

    @BeforeEach
    void attach() {
        world.shown("comet-1");
        world.pipelines.assigned(World.LOG, 5);
        one = world.attach(ONE);
    }

    @Test
    void aRecordIsFinishedWhenItsOfflineUsersAreWritten() {
        world.poll(Records.toUsers(0, List.of("here", "away", "gone"), "x"));
        found(
                List.of(
                        List.of(Records.route(ONE, 1, 1)),
                        List.of(),
                        List.of(Records.route(FORMER, 1, 1))));
        PendingRecord record = world.offline.keySet().iterator().next();
        assertThat(world.offline).containsEntry(record, List.of(1, 2));
        world.finish(one, ONE, one.openLog(), 0);
        assertThat(world.committable()).isZero();
        world.pipelines.offlineWritten(record);
        world.pipelines.offlineWritten(record);
        world.settle();
        assertThat(world.committable()).isEqualTo(1);
    }

    @Test
    void aUserItIsWithheldFromIsNotToldOf() {
        world.places =
                record -> {
                    Places.Builder places = new Places.Builder(2);
                    places.withhold(0);
                    return places.build();
                };
        world.poll(Records.toUsers(0, List.of("repeated", "away"), "x"));
        found(List.of(List.of(), List.of()));
        assertThat(world.offline.values()).containsExactly(List.of(1));
    }

    @Test
    void keysAndRoomsAreNotToldOf() {
        world.poll(Records.toKey(0, "k", "x"), Records.toRoom(1, "live://1", "x"));
        found(List.of(List.of()));
        assertThat(world.offline).isEmpty();
        assertThat(world.committable()).isEqualTo(2);
    }

    private void found(List<List<Route>> byOwner) {
        world.pipelines.routed(world.lookups.remove(0), FoundRoutes.of(byOwner));
        world.settle();
    }
}
