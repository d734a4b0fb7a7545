package dev.halley.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.Interest;
import dev.halley.api.comet.JobFrame;
import dev.halley.api.record.Record;
import dev.halley.job.deliver.PeerState;
import dev.halley.job.record.Incident;
import dev.halley.job.support.Records;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Comets that come, go, refuse and return. */
@Timeout(10)
class CometsTest {
    private static final String OLD = "comet-1@000000001";
    private static final String NEW = "comet-1@000000002";
    private static final String SECOND = "comet-2@000000007";
    private static final String ROOM = "live://1";
    private static final Interest HALF = Interest.newBuilder().setSnapshot(true).build();

    private final World world = new World();
    private FakeStream stream;

    @BeforeEach
    void attach() {
        world.shown("comet-1");
        world.pipelines.assigned(World.LOG, 5);
        stream = world.attach(OLD, ROOM);
    }

    @Test
    void sendsWhatIsNotFinishedAgainInOrderToTheSameInstance() {
        world.poll(toRoom(0), toRoom(1), toRoom(2));
        world.finish(stream, OLD, stream.openLog(), 0);
        world.detach(stream);
        world.poll(toRoom(3));

        FakeStream again = world.attach(OLD, ROOM);

        assertThat(again.payloads()).containsExactly("1", "2", "3");
        world.finish(again, OLD, again.openLog(), 3);
        assertThat(world.committable()).isEqualTo(4);
    }

    @Test
    void ignoresAnswersOfABrokenStream() {
        world.poll(toRoom(0));
        int log = stream.openLog();
        world.detach(stream);
        FakeStream again = world.attach(OLD, ROOM);

        world.finish(again, OLD, log, 0);
        assertThat(world.committable()).isZero();
        world.finish(again, OLD, again.openLog(), 0);
        assertThat(world.committable()).isEqualTo(1);
    }

    @Test
    void aCometFinishesNothingThatThisStreamDidNotBringIt() {
        world.poll(toRoom(0));
        world.detach(stream);
        FakeStream again = new FakeStream();
        again.ready(false);
        world.attach(again, OLD, ROOM);

        world.finish(again, OLD, again.openLog(), 0);

        assertThat(again.payloads()).isEmpty();
        assertThat(world.committable()).isZero();
    }

    @Test
    void whatAnOldInstanceWasSentEndsWithIt() {
        world.poll(toRoom(0));
        world.detach(stream);
        world.poll(toRoom(1));

        FakeStream next = world.attach(NEW, ROOM);

        assertThat(next.payloads()).containsExactly("1");
        assertThat(world.committable()).isEqualTo(1);
        assertThat(world.count(Incident.INSTANCE_GONE)).isEqualTo(1);
    }

    @Test
    void keepsEveryRoomsPushesForACometThatIsAwayUntilItsSnapshotSortsThemOut() {
        world.detach(stream);
        world.poll(toRoom(0), Records.toRoom(1, "live://joined-meanwhile", "1"));
        world.poll(Records.toRoom(2, "live://elsewhere", "2"));

        FakeStream again = world.attach(OLD, "live://joined-meanwhile");

        assertThat(again.payloads()).containsExactly("1");
        world.finish(again, OLD, again.openLog(), 1);
        assertThat(world.committable()).isEqualTo(3);
    }

    @Test
    void isAttachedOnceItsSnapshotIsComplete() {
        FakeStream again = new FakeStream();
        world.detach(stream);
        world.hello(again, OLD);

        world.receive(again, OLD, CometFrame.newBuilder().setInterest(HALF));
        assertThat(again.openLog()).isZero();
        world.interest(again, OLD, true);

        assertThat(again.openLog()).isPositive();
    }

    @Test
    void waitsForAnInstanceThatNobodyHasSeen() {
        world.poll(toUser(0), toRoom(1));
        world.answer(world.lookups.get(0), Records.route(SECOND, 1, 1));
        assertThat(stream.payloads()).isEmpty();

        world.shown("comet-1", "comet-2");
        FakeStream second = world.attach(SECOND);

        assertThat(second.payloads()).containsExactly("0");
        assertThat(stream.payloads()).containsExactly("1");
    }

    @Test
    void waitsForAnUnknownInstanceOnceAndNotPerRecord() {
        world.poll(toUser(0), toUser(1));
        world.answer(world.lookups.get(0), Records.route(SECOND, 1, 1));
        world.answer(world.lookups.get(1), Records.route(SECOND, 2, 1));

        world.advance(World.UNKNOWN.minusSeconds(1));
        assertThat(world.committable()).isZero();
        world.advance(Duration.ofSeconds(2));

        assertThat(world.committable()).isEqualTo(2);
        assertThat(world.count(Incident.ROUTE_UNKNOWN)).isEqualTo(2);
    }

    @Test
    void ignoresAtOnceAnInstanceThatANewerOneReplaced() {
        world.detach(stream);
        world.attach(NEW);
        world.poll(toUser(0));

        world.answer(world.lookups.get(0), Records.route(OLD, 1, 1));

        assertThat(world.committable()).isEqualTo(1);
        assertThat(world.count(Incident.ROUTE_GONE)).isEqualTo(1);
    }

    @Test
    void keepsDeliveriesForAKnownInstanceThatIsAway() {
        world.detach(stream);
        world.poll(toUser(0));
        world.answer(world.lookups.get(0), Records.route(OLD, 1, 1));

        assertThat(world.attach(OLD).payloads()).containsExactly("0");
    }

    @Test
    void opensARefusedLogAboveOnlyAfterTheProof() {
        world.poll(toRoom(0));
        world.refuse(stream, OLD, stream.openLog(), 41);
        world.poll(toRoom(1));
        assertThat(world.toProve).containsExactly(World.LOG);
        assertThat(stream.payloads()).containsExactly("0");

        world.pipelines.ownershipProved(World.LOG);
        world.settle();

        assertThat(stream.payloads()).containsExactly("0", "0", "1");
        assertThat(stream.frames())
                .filteredOn(JobFrame::hasLogOpened)
                .extracting(frame -> frame.getLogOpened().getOwnerEpoch())
                .containsExactly(5L, 42L);
        world.finish(stream, OLD, stream.openLog(), 1);
        assertThat(world.committable()).isEqualTo(2);
    }

    @Test
    void countsAsAttachedOnlyWhenItsSnapshotIsComplete() {
        FakeStream fresh = new FakeStream();
        world.detach(stream);
        world.hello(fresh, OLD);
        assertThat(fresh.frames()).isEmpty();
        assertThat(world.pipelines.comets().waitedFor()).containsExactly("comet-1");

        world.interest(fresh, OLD, true, ROOM);

        assertThat(fresh.frames()).anyMatch(JobFrame::hasInterestInForce);
        assertThat(world.pipelines.comets().waitedFor()).isEmpty();
    }

    @Test
    void sendsARoomOnlyToCometsWithMembers() {
        world.shown("comet-1", "comet-2");
        FakeStream second = world.attach(SECOND, "live://2");

        world.poll(toRoom(0));
        assertThat(second.payloads()).isEmpty();
        world.interest(second, SECOND, false, ROOM);
        world.poll(toRoom(1));

        assertThat(second.payloads()).containsExactly("1");
    }

    @Test
    void forgetsACometThatIsNeitherShownNorAttached() {
        world.poll(toRoom(0));
        world.shown();
        world.advance(World.GONE.plusSeconds(1));
        assertThat(world.forgotten).isEmpty();

        world.detach(stream);
        world.advance(World.GONE.plusSeconds(1));

        assertThat(world.forgotten).containsExactly("comet-1");
        assertThat(world.committable()).isEqualTo(1);
        assertThat(world.pipelines.comets().count(PeerState.WAITING)).isZero();
    }

    @Test
    void breaksOffAStreamThatDoesNotSayWhoItIs() {
        FakeStream rude = new FakeStream();

        world.interest(rude, OLD, true, ROOM);

        assertThat(rude.broken()).isTrue();
        assertThat(world.count(Incident.PROTOCOL_ERROR)).isEqualTo(1);
    }

    private static Record toRoom(int number) {
        return Records.toRoom(number, ROOM, Integer.toString(number));
    }

    private static Record toUser(int number) {
        return Records.toUser(number, "u", Integer.toString(number));
    }
}
