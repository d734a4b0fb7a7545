package dev.halley.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.Finished;
import dev.halley.api.comet.FinishedLogs;
import dev.halley.api.comet.JobFrame;
import dev.halley.api.record.Record;
import dev.halley.api.record.Route;
import dev.halley.job.record.Position;
import dev.halley.job.support.Records;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is ready at one moment goes to a comet together, and is finished together. */
@Timeout(10)
class BatchesTest {
    private static final String COMET = "comet-1@000000001";
    private static final String ROOM = "live://1";

    private final World world = new World();
    private FakeStream stream;

    @BeforeEach
    void attach() {
        world.shown("comet-1");
        world.pipelines.assigned(World.LOG, 5);
        stream = world.attach(COMET, ROOM);
    }

    @Test
    void aLoneDeliveryGoesAtOnceAndAsEveryReleaseTakesIt() {
        world.poll(Records.toRoom(0, ROOM, "a"));

        assertThat(stream.frames()).filteredOn(JobFrame::hasDelivery).hasSize(1);
        assertThat(stream.frames()).noneMatch(JobFrame::hasDeliveries);
    }

    @Test
    void aFrameHasSoManyDeliveriesAtMost() {
        pollRooms(World.BATCH_DELIVERIES * 2 + 1);

        assertThat(stream.batches()).containsExactly(3, 3, 1);
        assertThat(stream.payloads()).containsExactly("0", "1", "2", "3", "4", "5", "6");
    }

    @Test
    void aFrameHasSoManyBytesAtMost() {
        String twoFifths = "x".repeat(World.BATCH_BYTES * 2 / 5);

        world.poll(
                Records.toRoom(0, ROOM, twoFifths),
                Records.toRoom(1, ROOM, twoFifths),
                Records.toRoom(2, ROOM, twoFifths));

        assertThat(stream.batches()).containsExactly(2, 1);
    }

    @Test
    void whatIsLargerThanAFrameGoesAlone() {
        String large = "x".repeat(World.BATCH_BYTES);

        world.poll(
                Records.toRoom(0, ROOM, "a"),
                Records.toRoom(1, ROOM, large),
                Records.toRoom(2, ROOM, "b"));

        assertThat(stream.batches()).containsExactly(1, 1, 1);
        assertThat(stream.payloads()).containsExactly("a", large, "b");
    }

    @Test
    void whatAStreamDoesNotTakeGathersAndGoesTogether() {
        stream.ready(false);
        world.poll(Records.toRoom(0, ROOM, "a"));
        world.poll(Records.toRoom(1, ROOM, "b"));
        assertThat(stream.batches()).isEmpty();

        stream.ready(true);
        world.settle();

        assertThat(stream.batches()).containsExactly(2);
        assertThat(stream.payloads()).containsExactly("a", "b");
    }

    @Test
    void partitionsShareAFrame() {
        world.pipelines.assigned(World.OTHER, 5);
        stream.ready(false);
        world.poll(Records.toRoom(0, ROOM, "a"));
        world.pollFrom(World.OTHER, Records.toEveryone(1, 0, "b"));

        stream.ready(true);
        world.settle();

        assertThat(stream.batches()).containsExactly(2);
        assertThat(stream.deliveries())
                .extracting(delivery -> delivery.getLog())
                .doesNotHaveDuplicates();
    }

    @Test
    void theLastPartOfARecordFollowsInTheNextFrame() {
        world.poll(
                Records.toUsers(0, List.of("ann"), "a"), Records.toUsers(1, List.of("bob"), "b"));
        Route[] many =
                IntStream.range(0, World.SESSIONS_PER_PART * World.BATCH_DELIVERIES + 1)
                        .mapToObj(session -> Records.route(COMET, session, 1))
                        .toArray(Route[]::new);

        world.answer(world.lookups.get(0), many);
        world.answer(world.lookups.get(1), Records.route(COMET, 9, 1));

        assertThat(stream.batches()).containsExactly(3, 1, 1);
        assertThat(stream.deliveries())
                .extracting(delivery -> delivery.getMore())
                .containsExactly(true, true, true, false, false);
    }

    @Test
    void oneFrameOfACometFinishesSeveralPartitions() {
        world.pipelines.assigned(World.OTHER, 5);
        world.poll(Records.toRoom(0, ROOM, "a"));
        world.pollFrom(World.OTHER, Records.toEveryone(1, 0, "b"));
        FinishedLogs.Builder logs = FinishedLogs.newBuilder();
        stream.deliveries()
                .forEach(
                        delivery ->
                                logs.addLogs(
                                        Finished.newBuilder()
                                                .setLog(delivery.getLog())
                                                .setPosition(delivery.getPosition())));
        logs.addLogs(Finished.newBuilder().setLog(99).setPosition(new Position(0, 5).toMessage()));

        world.receive(stream, COMET, CometFrame.newBuilder().setFinishedLogs(logs));

        assertThat(world.committable).containsEntry(World.LOG, 1L).containsEntry(World.OTHER, 2L);
    }

    private void pollRooms(int count) {
        world.poll(
                IntStream.range(0, count)
                        .mapToObj(i -> Records.toRoom(i, ROOM, Integer.toString(i)))
                        .toArray(Record[]::new));
    }
}
