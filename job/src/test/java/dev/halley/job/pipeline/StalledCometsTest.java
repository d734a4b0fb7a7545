package dev.halley.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.comet.JobFrame;
import dev.halley.api.record.Record;
import dev.halley.job.record.Incident;
import dev.halley.job.support.Records;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Comets that are away or finish nothing: waited for once, then passed over and told so. */
@Timeout(10)
class StalledCometsTest {
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
    void waitsOnceForACometThatIsAwayThenGoesOnAndTellsItWhatItMissed() {
        world.poll(toRoom(0), toRoom(1));
        world.detach(stream);
        world.advance(World.STALL.minusSeconds(1));
        assertThat(world.committable()).isZero();
        world.advance(Duration.ofSeconds(2));
        assertThat(world.committable()).isEqualTo(2);

        world.poll(toRoom(2));
        assertThat(world.committable()).isEqualTo(3);
        assertThat(world.count(Incident.SKIPPED)).isEqualTo(3);
        FakeStream again = world.attach(COMET, ROOM);
        world.poll(toRoom(3));

        assertThat(again.frames())
                .extracting(JobFrame::getFrameCase)
                .containsExactly(
                        JobFrame.FrameCase.LOG_OPENED,
                        JobFrame.FrameCase.SKIPPED,
                        JobFrame.FrameCase.INTEREST_IN_FORCE,
                        JobFrame.FrameCase.DELIVERY);
        assertThat(again.frames().get(1).getSkipped().getFrom().getOffset()).isZero();
        assertThat(again.frames().get(1).getSkipped().getTo().getOffset()).isEqualTo(2);
    }

    @Test
    void tellsACometThatWasPassedOverOfRoomsThatItMayHaveByNow() {
        world.detach(stream);
        world.advance(World.STALL.plusSeconds(1));

        world.poll(Records.toRoom(0, "live://2", "0"));
        assertThat(world.committable()).isEqualTo(1);
        FakeStream again = world.attach(COMET, "live://2");

        assertThat(again.frames()).anyMatch(JobFrame::hasSkipped);
        assertThat(again.payloads()).isEmpty();
    }

    @Test
    void breaksOffACometThatFinishesNothing() {
        world.poll(toRoom(0));

        world.advance(World.STALL.plusSeconds(1));

        assertThat(stream.broken()).isTrue();
        assertThat(world.committable()).isEqualTo(1);
        assertThat(world.count(Incident.STALLED)).isEqualTo(1);
    }

    @Test
    void waitsShorterForACometThatStalledUntilItFinishesSomething() {
        world.poll(toRoom(0));
        world.advance(World.STALL.plusSeconds(1));
        FakeStream again = world.attach(COMET, ROOM);
        world.poll(toRoom(1));

        world.advance(World.STALL.dividedBy(5).plusSeconds(1));

        assertThat(again.broken()).isTrue();
        assertThat(world.committable()).isEqualTo(2);
    }

    @Test
    void progressAndFinishingAreNoStall() {
        world.poll(toRoom(0), toRoom(1));
        int log = stream.openLog();

        world.advance(World.STALL.minusSeconds(1));
        world.progress(stream, COMET, log);
        world.advance(World.STALL.minusSeconds(1));
        world.finish(stream, COMET, log, 0);
        world.advance(World.STALL.minusSeconds(1));

        assertThat(stream.broken()).isFalse();
    }

    @Test
    void blamesNoCometForAPauseOfItsOwn() {
        world.poll(toRoom(0));

        world.freeze(Duration.ofMinutes(1));

        assertThat(stream.broken()).isFalse();
        assertThat(world.committable()).isZero();
    }

    private static Record toRoom(int number) {
        return Records.toRoom(number, ROOM, Integer.toString(number));
    }
}
