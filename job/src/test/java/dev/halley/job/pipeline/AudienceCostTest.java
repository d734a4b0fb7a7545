package dev.halley.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.job.support.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A push costs what its audience costs, not what the cluster costs. */
@Timeout(10)
class AudienceCostTest {
    private static final int COMETS = 50;
    private static final String ROOM = "live://1";

    private final World world = new World(10_000, Long.MAX_VALUE);
    private final List<FakeStream> streams = new ArrayList<>();

    @Test
    void aRoomOnOneCometCausesNoWorkForTheOthers() {
        world.pipelines.assigned(World.LOG, 5);
        world.shown(instances());
        for (int i = 0; i < COMETS; i++) {
            streams.add(i == 0 ? attach(i, ROOM) : attach(i, "live://" + (i + 1)));
        }
        int[] framesBefore = streams.stream().mapToInt(one -> one.frames().size()).toArray();
        int[] askedBefore = streams.stream().mapToInt(FakeStream::asked).toArray();

        for (int i = 0; i < 100; i++) {
            world.poll(Records.toRoom(i, ROOM, Integer.toString(i)));
            world.finish(streams.get(0), instance(0), streams.get(0).openLog(), i);
        }

        assertThat(streams.get(0).payloads()).hasSize(100);
        assertThat(world.committable()).isEqualTo(100);
        assertThat(world.sent).containsOnlyKeys("comet-0").containsEntry("comet-0", 100);
        for (int i = 1; i < COMETS; i++) {
            assertThat(streams.get(i).frames()).hasSize(framesBefore[i]);
            assertThat(streams.get(i).asked()).isEqualTo(askedBefore[i]);
        }
    }

    private FakeStream attach(int comet, String room) {
        return world.attach(instance(comet), room);
    }

    private static String[] instances() {
        return IntStream.range(0, COMETS)
                .mapToObj(AudienceCostTest::instance)
                .toArray(String[]::new);
    }

    private static String instance(int comet) {
        return "comet-" + comet + "@000000001";
    }
}
