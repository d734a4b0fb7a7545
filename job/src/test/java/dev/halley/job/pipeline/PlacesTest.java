package dev.halley.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.comet.Delivery;
import dev.halley.api.comet.PushToSessions;
import dev.halley.api.record.Record;
import dev.halley.api.record.Route;
import dev.halley.api.record.StreamPosition;
import dev.halley.job.record.FoundRoutes;
import dev.halley.job.record.Outcome;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Places;
import dev.halley.job.record.PolledRecord;
import dev.halley.job.record.Position;
import dev.halley.job.record.Target;
import dev.halley.job.support.Records;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What places in streams mean for the way of a record, and what comets are told of them. */
@Timeout(10)
class PlacesTest {
    private static final String ONE = "comet-1@000000001";
    private static final String ROOM = "live://1";
    private static final String NO_STREAM = "";

    private final World world = new World();
    private FakeStream one;

    @BeforeEach
    void attach() {
        world.shown("comet-1");
        world.pipelines.assigned(World.LOG, 5);
        one = world.attach(ONE, ROOM);
    }

    @Test
    void aRoomsDeliveryNamesItsPlace() {
        world.places = record -> places("room:" + ROOM);
        world.poll(Records.toRoom(0, ROOM, "x"));
        assertThat(one.deliveries().get(0).getToRoom().getAt()).isEqualTo(place("room:" + ROOM));
    }

    @Test
    void aRoomWithoutAStreamHasNoPlace() {
        world.poll(Records.toRoom(0, ROOM, "x"));
        assertThat(one.deliveries().get(0).getToRoom().hasAt()).isFalse();
    }

    @Test
    void routesAreAskedForOnlyAfterTheAppendAndOthersWaitBehindIt() {
        Record user = Records.toUser(0, "a", "user");
        world.pipelines.polled(
                World.LOG, List.of(new PolledRecord(new Position(0, world.nextOffset++), user, 1)));
        assertThat(world.lookups).isEmpty();
        world.settle();
        assertThat(world.lookups).hasSize(1);
        world.poll(Records.toRoom(1, ROOM, "room"));
        assertThat(one.payloads()).isEmpty();
        world.answer(world.lookups.get(0), route(1));
        assertThat(one.payloads()).containsExactly("user", "room");
    }

    @Test
    void routesThatAreAskedForBehindAnAppendCountOnceItSucceeded() {
        PendingRecord record = appending("a");
        assertThat(world.lookups).containsExactly(record);
        world.settle();
        assertThat(world.lookups).hasSize(1);
        world.answer(record, route(1));
        assertThat(one.payloads()).containsExactly("x");
    }

    @Test
    void routesOfAnAppendThatFailedAreAskedForAgain() {
        PendingRecord record = appending("a");
        world.pipelines.routed(record, FoundRoutes.of(List.of(List.of())));
        world.settle();
        assertThat(world.lookups).containsExactly(record, record);
        assertThat(one.payloads()).isEmpty();
        world.answer(record, route(1));
        assertThat(one.payloads()).containsExactly("x");
    }

    private PendingRecord appending(String user) {
        Record push = Records.toUser(0, user, "x");
        world.pipelines.polled(
                World.LOG, List.of(new PolledRecord(new Position(0, world.nextOffset++), push, 1)));
        PendingRecord record = world.appends.get(0);
        world.pipelines.appending(record);
        return record;
    }

    @Test
    void eachPartOfADeliveryHasThePlacesOfItsOwnSessions() {
        world.places = record -> places("user:a", NO_STREAM, "user:c", "user:d");
        world.poll(Records.toUsers(0, List.of("a", "b", "c", "d"), "x"));
        found(
                List.of(
                        List.of(route(1), route(2)),
                        List.of(),
                        List.of(route(3)),
                        List.of(route(4))));
        List<PushToSessions> parts =
                one.deliveries().stream().map(Delivery::getToSessions).toList();
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0).getPositionsList()).containsExactly(place("user:a"));
        assertThat(parts.get(0).getPositionOfList()).containsExactly(1, 1);
        assertThat(parts.get(1).getPositionsList())
                .containsExactly(place("user:c"), place("user:d"));
        assertThat(parts.get(1).getPositionOfList()).containsExactly(1, 2);
    }

    @Test
    void aUserItIsWithheldFromIsLeftOut() {
        world.places =
                record -> {
                    Places.Builder places = new Places.Builder(2);
                    places.withhold(0);
                    places.at(1, place("user:b"));
                    return places.build();
                };
        world.poll(Records.toUsers(0, List.of("a", "b"), "x"));
        found(List.of(List.of(route(1)), List.of(route(2))));
        PushToSessions push = one.deliveries().get(0).getToSessions();
        assertThat(push.getSessions().getSessionIdsList()).containsExactly(2L);
        assertThat(push.getPositionsList()).containsExactly(place("user:b"));
    }

    @Test
    void whatIsWithheldFromAllIsFinishedWithoutAskingForRoutes() {
        world.places = record -> Places.WITHHELD;
        world.poll(Records.toUser(0, "a", "x"));
        assertThat(world.lookups).isEmpty();
        assertThat(world.committable()).isEqualTo(1);
        assertThat(world.count(Outcome.REPEATED)).isEqualTo(1);
    }

    @Test
    void whatMayComeTwiceAndHasNoStreamIsClaimedFirst() {
        world.poll(once(Records.toRoom(0, ROOM, "first")), once(Records.toKey(1, "k", "second")));
        assertThat(world.claims).hasSize(2);
        assertThat(one.payloads()).isEmpty();
        for (PendingRecord record : world.claims) {
            world.pipelines.claimed(record, record.target() == Target.ROOM);
        }
        world.settle();
        assertThat(one.payloads()).containsExactly("first");
        assertThat(world.lookups).isEmpty();
        assertThat(world.count(Outcome.REPEATED)).isZero();
        world.finish(one, ONE, one.openLog(), 0);
        assertThat(world.count(Outcome.REPEATED)).isEqualTo(1);
        assertThat(world.committable()).isEqualTo(2);
    }

    private static Record once(Record record) {
        return record.toBuilder().setOnceUntilMs(60_000).build();
    }

    private void found(List<List<Route>> byUser) {
        world.pipelines.routed(world.lookups.remove(0), FoundRoutes.of(byUser));
        world.settle();
    }

    private static Route route(long session) {
        return Records.route(ONE, session, 1);
    }

    private static Places places(String... streams) {
        Places.Builder places = new Places.Builder(streams.length);
        for (int i = 0; i < streams.length; i++) {
            if (!streams[i].equals(NO_STREAM)) {
                places.at(i, place(streams[i]));
            }
        }
        return places.build();
    }

    private static StreamPosition place(String stream) {
        return StreamPosition.newBuilder().setStream(stream).setEpoch(1).setOffset(1).build();
    }
}
