package dev.halley.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.record.Record;
import dev.halley.job.deliver.PeerState;
import dev.halley.job.record.Incident;
import dev.halley.job.support.Records;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lives of comets as discovery shows them: awaited, replaced, drained, gone. */
@Timeout(10)
class CometLivesTest {
    private static final String OLD = "comet-1@000000001";
    private static final String NEW = "comet-1@000000002";
    private static final String SECOND = "comet-2@000000007";
    private static final String ROOM = "live://1";

    private final World world = new World();
    private FakeStream stream;

    @BeforeEach
    void attach() {
        world.shown(OLD);
        world.pipelines.assigned(World.LOG, 5);
        stream = world.attach(OLD, ROOM);
    }

    @Test
    void keepsWhatIsForALifeThatDiscoveryShowsAndHoldsUpNobody() {
        world.shown(OLD, SECOND);
        world.poll(toUser(0), toRoom(1));

        world.answer(world.lookups.get(0), Records.route(SECOND, 1, 1));
        assertThat(stream.payloads()).containsExactly("1");
        FakeStream second = world.attach(SECOND);

        assertThat(second.payloads()).containsExactly("0");
    }

    @Test
    void doesNotWaitForeverForALifeThatIsShownAndNeverAttaches() {
        world.shown(OLD, SECOND);
        world.poll(toUser(0));
        world.answer(world.lookups.get(0), Records.route(SECOND, 1, 1));

        world.advance(World.STALL.plusSeconds(1));

        assertThat(world.committable()).isEqualTo(1);
        assertThat(world.pipelines.comets().count(PeerState.PASSED_OVER)).isEqualTo(1);
    }

    @Test
    void aRouteOfALifeIsIgnoredAtOnceWhenDiscoveryShowsALaterOne() {
        world.detach(stream);
        world.poll(toUser(0), toUser(1));
        world.answer(world.lookups.get(0), Records.route(OLD, 1, 1));
        assertThat(world.committable()).isZero();

        world.shown(NEW);
        world.answer(world.lookups.get(1), Records.route(OLD, 1, 1));

        assertThat(world.committable()).isEqualTo(2);
        assertThat(world.count(Incident.INSTANCE_GONE)).isEqualTo(1);
        assertThat(world.count(Incident.ROUTE_GONE)).isEqualTo(1);
    }

    @Test
    void believesAnAttachedLifeBeforeAnEarlierOneThatIsShown() {
        FakeStream next = world.attach(NEW, ROOM);
        world.shown(OLD);
        world.detach(next);
        world.poll(toUser(0));

        world.answer(world.lookups.get(0), Records.route(NEW, 1, 1));

        assertThat(world.attach(NEW).payloads()).containsExactly("0");
    }

    @Test
    void knowsThatALifeIsOverAlsoWhenTheClockOfTheNextWasSetBack() {
        FakeStream later = world.attach(NEW, ROOM);
        world.detach(later);
        world.attach(OLD, ROOM);
        world.poll(toUser(0));

        world.answer(world.lookups.get(0), Records.route(NEW, 1, 1));

        assertThat(world.committable()).isEqualTo(1);
        assertThat(world.count(Incident.ROUTE_GONE)).isEqualTo(1);
    }

    @Test
    void aDrainingCometGetsItsDeliveriesUntilItSaysGoodbye() {
        world.shown();
        world.advance(World.GONE.multipliedBy(2));
        world.poll(toRoom(0));
        assertThat(stream.payloads()).containsExactly("0");
        world.finish(stream, OLD, stream.openLog(), 0);

        world.poll(toRoom(1));
        world.leave(stream);
        world.poll(toRoom(2));

        assertThat(world.committable()).isEqualTo(3);
        world.advance(Duration.ofMillis(100));
        assertThat(world.forgotten).containsExactly("comet-1");
        assertThat(world.count(Incident.PASSED_OVER)).isZero();
    }

    @Test
    void nothingIsKeptForACometThatSaidGoodbyeWhileDiscoveryStillShowsIt() {
        world.poll(toUser(0), toRoom(1));
        world.leave(stream);

        world.answer(world.lookups.get(0), Records.route(OLD, 1, 1));
        world.poll(Records.toEveryone(2, 0, "all"));

        assertThat(world.committable()).isEqualTo(3);
        assertThat(world.pipelines.comets().count(PeerState.LEFT)).isEqualTo(1);
        assertThat(world.forgotten).isEmpty();
    }

    @Test
    void theNextLifeOfACometThatSaidGoodbyeIsWaitedForAgain() {
        world.leave(stream);
        world.shown(NEW);
        world.poll(toRoom(0));
        assertThat(world.committable()).isZero();

        FakeStream next = world.attach(NEW, ROOM);

        assertThat(next.payloads()).containsExactly("0");
        assertThat(next.frames()).noneMatch(frame -> frame.hasSkipped());
    }

    @Test
    void routesOfAForgottenCometAreIgnoredWithoutWaitingUntilItIsBack() {
        world.detach(stream);
        world.shown();
        world.advance(World.GONE.plusSeconds(1));
        assertThat(world.forgotten).containsExactly("comet-1");
        world.poll(toUser(0));
        world.answer(world.lookups.get(0), Records.route(OLD, 1, 1));
        assertThat(world.committable()).isEqualTo(1);

        world.shown(OLD);
        world.poll(toUser(1));
        world.answer(world.lookups.get(1), Records.route(OLD, 1, 1));

        assertThat(world.attach(OLD).payloads()).containsExactly("1");
    }

    @Test
    void aCometIsForgottenAfterTheGraceAndNotAfterTheStallTime() {
        world.poll(toRoom(0));
        world.detach(stream);
        world.shown();

        world.advance(World.GONE.minusSeconds(1));
        assertThat(world.committable()).isZero();
        world.advance(Duration.ofSeconds(2));

        assertThat(world.committable()).isEqualTo(1);
        assertThat(world.count(Incident.COMET_GONE)).isEqualTo(1);
        assertThat(world.count(Incident.PASSED_OVER)).isZero();
    }

    @Test
    void changesOfOthersDoNotProlongTheGrace() {
        world.detach(stream);
        world.shown();
        for (int i = 0; i < 11; i++) {
            world.advance(Duration.ofSeconds(1));
            world.shown(i % 2 == 0 ? new String[] {SECOND} : new String[0]);
        }
        world.advance(Duration.ofSeconds(1));

        assertThat(world.forgotten).contains("comet-1");
    }

    @Test
    void anUnknownViewForgetsNobody() {
        world.detach(stream);
        world.view(false);
        world.advance(World.GONE.plusSeconds(2));

        assertThat(world.forgotten).isEmpty();
        assertThat(world.pipelines.comets().known()).isFalse();
    }

    private static Record toRoom(int number) {
        return Records.toRoom(number, ROOM, Integer.toString(number));
    }

    private static Record toUser(int number) {
        return Records.toUser(number, "u", Integer.toString(number));
    }
}
