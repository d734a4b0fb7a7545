package dev.halley.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.halley.api.comet.Delivery;
import dev.halley.api.record.Push;
import dev.halley.api.record.Record;
import dev.halley.api.record.Route;
import dev.halley.job.record.Incident;
import dev.halley.job.record.LogId;
import dev.halley.job.record.Outcome;
import dev.halley.job.support.Records;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Order, bounds and commits of a partition. */
@Timeout(10)
class PipelinesTest {
    private static final String ONE = "comet-1@000000001";
    private static final String TWO = "comet-2@000000001";
    private static final String ROOM = "live://1";

    private final World world = new World();
    private FakeStream one;
    private FakeStream two;

    @BeforeEach
    void attachTwoComets() {
        world.shown("comet-1", "comet-2");
        world.pipelines.assigned(World.LOG, 5);
        one = world.attach(ONE, ROOM);
        two = world.attach(TWO, ROOM);
    }

    @Test
    void commitsOnlyWhatEveryCometHasFinished() {
        world.poll(toRoom(0), toRoom(1), toRoom(2));

        world.finish(one, ONE, one.openLog(), 2);
        assertThat(world.committable()).isZero();
        world.finish(two, TWO, two.openLog(), 1);
        assertThat(world.committable()).isEqualTo(2);
        world.finish(two, TWO, two.openLog(), 2);
        assertThat(world.committable()).isEqualTo(3);
    }

    @Test
    void sendsInOrderWhenRoutesArriveOutOfOrder() {
        world.poll(toUser(0), toUser(1), toRoom(2));

        world.answer(world.lookups.get(1), Records.route(ONE, 1, 1));
        assertThat(one.payloads()).isEmpty();
        world.answer(world.lookups.get(0), Records.route(ONE, 1, 1));

        assertThat(one.payloads()).containsExactly("0", "1", "2");
    }

    @Test
    void pausesAFullPartitionAndLosesNothing() {
        for (int i = 0; i <= World.MAX_RECORDS; i++) {
            world.poll(toRoom(i));
        }
        assertThat(world.paused).containsExactly(World.LOG);
        assertThat(one.payloads()).hasSize(World.MAX_RECORDS + 1);

        world.finish(one, ONE, one.openLog(), 2);
        world.finish(two, TWO, two.openLog(), 2);
        assertThat(world.isPaused(World.LOG)).isTrue();
        world.finish(one, ONE, one.openLog(), 5);
        world.finish(two, TWO, two.openLog(), 5);
        assertThat(world.isPaused(World.LOG)).isFalse();
    }

    @Test
    void whatPausedAPartitionBeforeItWentDoesNotKeepItPausedWhenItIsBack() {
        for (int i = 0; i <= World.MAX_RECORDS; i++) {
            world.poll(toRoom(i));
        }
        world.pipelines.dropped(World.LOG);

        world.pipelines.assigned(World.LOG, 6);

        assertThat(world.isPaused(World.LOG)).isFalse();
    }

    @Test
    void pausesAPartitionThatIsFullByBytes() {
        World small = new World(World.MAX_RECORDS, World.RECORD_BYTES * 2L);
        small.pipelines.assigned(World.LOG, 1);
        small.shown("comet-1");

        small.poll(toRoom(0));
        assertThat(small.paused).isEmpty();
        small.poll(toRoom(1));

        assertThat(small.paused).containsExactly(World.LOG);
    }

    @Test
    void aSlowBroadcastHoldsUpNoOtherPartition() {
        world.pipelines.assigned(World.OTHER, 5);
        for (int i = 0; i < World.MAX_RECORDS; i++) {
            world.pollFrom(World.OTHER, Records.toEveryone(i, 10, "slow"));
        }
        assertThat(world.paused).containsExactly(World.OTHER);

        world.poll(toRoom(100));

        assertThat(one.payloads()).endsWith("100");
        world.finish(one, ONE, logOf(one, World.LOG), 100);
        world.finish(two, TWO, logOf(two, World.LOG), 100);
        assertThat(world.committable()).isEqualTo(World.MAX_RECORDS + 1L);
    }

    @Test
    void keepsBackWhatTheStreamDoesNotTake() {
        one.ready(false);
        world.poll(toRoom(0), toRoom(1));
        assertThat(one.payloads()).isEmpty();
        assertThat(two.payloads()).containsExactly("0", "1");

        one.ready(true);
        world.settle();

        assertThat(one.payloads()).containsExactly("0", "1");
    }

    @Test
    void splitsManySessionsIntoPartsThatSayWhenMoreFollow() {
        world.poll(toUser(0));

        world.answer(
                world.lookups.get(0),
                LongStream.rangeClosed(1, 5)
                        .mapToObj(session -> Records.route(ONE, session, 9))
                        .toArray(Route[]::new));

        assertThat(one.deliveries())
                .extracting(
                        delivery -> delivery.getToSessions().getSessions().getSessionIdsCount(),
                        Delivery::getMore)
                .containsExactly(tuple(2, true), tuple(2, true), tuple(1, false));
    }

    @Test
    void sendsEachCometOnlyItsOwnSessions() {
        world.poll(toUser(0));

        world.answer(world.lookups.get(0), Records.route(ONE, 11, 1), Records.route(TWO, 22, 2));

        assertThat(one.deliveries().get(0).getToSessions().getSessions().getSessionIdsList())
                .containsExactly(11L);
        assertThat(two.deliveries().get(0).getToSessions().getSessions().getSessionIdsList())
                .containsExactly(22L);
    }

    @Test
    void skipsAndCountsWhatCannotBeRead() {
        world.pollFrom(World.LOG, (Record) null);

        assertThat(world.committable()).isEqualTo(1);
        assertThat(world.count(Outcome.UNREADABLE)).isEqualTo(1);
    }

    @Test
    void skipsAndCountsAnUnknownAction() {
        world.poll(Record.newBuilder().setApp("default").build());
        world.poll(Record.newBuilder().setPush(Push.newBuilder().setOperation(1)).build());

        assertThat(world.committable()).isEqualTo(2);
        assertThat(world.count(Outcome.UNKNOWN_ACTION)).isEqualTo(2);
    }

    @Test
    void dropsAndCountsWhatHasExpired() {
        world.advance(Duration.ofSeconds(10));
        long now = world.wallMillis();

        world.poll(
                toRoom(0).toBuilder().setExpiresAtMs(now).build(),
                toRoom(1).toBuilder().setExpiresAtMs(now + 1).build());

        assertThat(one.payloads()).containsExactly("1");
        assertThat(world.committable()).isEqualTo(1);
        assertThat(world.count(Outcome.EXPIRED)).isEqualTo(1);
    }

    @Test
    void countsWhoIsNotThere() {
        world.poll(toUser(0), Records.toRoom(1, "live://empty", "1"));
        world.answer(world.lookups.get(0));

        assertThat(world.committable()).isEqualTo(2);
        assertThat(world.count(Outcome.UNROUTED)).isEqualTo(2);
        assertThat(world.count(Incident.TARGET_ABSENT)).isEqualTo(2);
    }

    @Test
    void sendsClosesByTheirRoutesInOrderWithPushes() {
        world.poll(toUser(0), Records.close(1, Records.route(ONE, 3, 4), "KICKED"));
        assertThat(one.payloads()).isEmpty();

        world.answer(world.lookups.get(0), Records.route(ONE, 3, 4));

        assertThat(one.payloads()).containsExactly("0", "close KICKED");
    }

    @Test
    void dividesTheSpeedOfABroadcast() {
        world.poll(Records.toEveryone(0, 101, "all"), Records.toEveryone(1, 1, "slow"));

        assertThat(one.deliveries())
                .extracting(delivery -> delivery.getToEveryone().getSpeed())
                .containsExactly(50, 1);
    }

    @Test
    void givesBackWhatWasNotSentAndWaitsForTheRest() {
        world.poll(toRoom(0), toUser(1), toRoom(2));

        world.pipelines.drain(World.LOG);
        world.settle();
        assertThat(world.drained).isEmpty();
        world.poll(toRoom(3));
        world.finish(one, ONE, one.openLog(), 0);
        world.finish(two, TWO, two.openLog(), 0);

        assertThat(world.drained).containsExactly(World.LOG);
        assertThat(world.committable()).isEqualTo(1);
        assertThat(one.payloads()).containsExactly("0");
    }

    @Test
    void forgetsAPartitionThatIsNoLongerItsOwn() {
        world.poll(toRoom(0));
        int log = one.openLog();

        world.pipelines.dropped(World.LOG);
        world.finish(one, ONE, log, 0);
        world.poll(toRoom(1));

        assertThat(one.payloads()).containsExactly("0");
        assertThat(world.committable()).isZero();
        assertThat(one.frames()).anyMatch(frame -> frame.getLogClosed().getLog() == log);
    }

    private static int logOf(FakeStream stream, LogId log) {
        return stream.frames().stream()
                .filter(frame -> frame.getLogOpened().getTopic().equals(log.topic()))
                .findFirst()
                .orElseThrow()
                .getLogOpened()
                .getLog();
    }

    private static Record toRoom(int number) {
        return Records.toRoom(number, ROOM, Integer.toString(number));
    }

    private static Record toUser(int number) {
        return Records.toUser(number, "u", Integer.toString(number));
    }
}
