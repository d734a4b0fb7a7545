package dev.halley.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.record.Record;
import dev.halley.job.record.Incident;
import dev.halley.job.support.Records;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where users of goim and im-cloud lose messages on the way from the queue to the comets. */
@Timeout(10)
class GoimLossCasesTest {
    private static final String COMET = "comet-1@000000001";
    private static final String LATE = "comet-2@000000001";
    private static final String ROOM = "live://1";

    private final World world = new World(1_000, Long.MAX_VALUE);
    private FakeStream stream;

    @BeforeEach
    void attach() {
        world.shown("comet-1");
        world.pipelines.assigned(World.LOG, 1);
        stream = world.attach(COMET, ROOM);
    }

    @Test
    void noQueueOfTenSlotsDropsWhatACometDoesNotTakeAtOnce() {
        stream.ready(false);
        pollRooms(500);

        stream.ready(true);
        world.settle();

        assertThat(stream.payloads()).isEqualTo(numbers(500));
    }

    @Test
    void noQueueOfFortyDropsWhatComesBeyond() {
        pollRooms(500);

        assertThat(stream.payloads()).isEqualTo(numbers(500));
    }

    @Test
    void noOffsetIsMarkedBeforeItsRecordIsDelivered() {
        pollRooms(10);

        assertThat(world.committable()).isZero();
        world.finish(stream, COMET, stream.openLog(), 3);
        assertThat(world.committable()).isEqualTo(4);
    }

    @Test
    void noRoundRobinOverWorkersLosesTheOrder() {
        for (int i = 0; i < 64; i++) {
            world.poll(Records.toUser(i, "user", Integer.toString(i)));
        }

        for (int i = 63; i >= 0; i--) {
            world.answer(world.lookups.get(i), Records.route(COMET, 1, 1));
        }

        assertThat(stream.payloads()).isEqualTo(numbers(64));
    }

    @Test
    void nothingIsLostToACometThatDiscoveryHasNotShownYet() {
        world.poll(Records.toUser(0, "user", "0"));
        world.answer(world.lookups.get(0), Records.route(LATE, 1, 1));
        world.advance(World.UNKNOWN.dividedBy(2));

        world.shown("comet-1", "comet-2");

        assertThat(world.attach(LATE).payloads()).containsExactly("0");
    }

    @Test
    void nothingIsLostToACometThatIsShownButNotAttachedYet() {
        world.shown("comet-1", "comet-2");
        pollRooms(3);

        assertThat(world.attach(LATE, ROOM).payloads()).isEqualTo(numbers(3));
    }

    @Test
    void noStaleRouteAfterACrashHoldsUpOthers() {
        world.detach(stream);
        FakeStream restarted = world.attach("comet-1@000000002", ROOM);
        world.poll(Records.toUser(0, "user", "0"), Records.toRoom(1, ROOM, "1"));

        world.answer(world.lookups.get(0), Records.route(COMET, 1, 1));

        assertThat(restarted.payloads()).containsExactly("1");
        assertThat(world.count(Incident.ROUTE_GONE)).isEqualTo(1);
    }

    @Test
    void noWorkerExitsWithAMessageInItsQueue() {
        stream.ready(false);
        pollRooms(3);

        world.pipelines.drain(World.LOG);
        world.settle();
        assertThat(world.drained).isEmpty();
        stream.ready(true);
        world.settle();
        world.finish(stream, COMET, stream.openLog(), 2);

        assertThat(stream.payloads()).isEqualTo(numbers(3));
        assertThat(world.drained).containsExactly(World.LOG);
    }

    private void pollRooms(int count) {
        Record[] records =
                IntStream.range(0, count)
                        .mapToObj(i -> Records.toRoom(i, ROOM, Integer.toString(i)))
                        .toArray(Record[]::new);
        world.poll(records);
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
