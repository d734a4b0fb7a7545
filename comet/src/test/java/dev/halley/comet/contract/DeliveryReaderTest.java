package dev.halley.comet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.comet.Delivery;
import dev.halley.api.comet.PushToRoom;
import dev.halley.api.comet.PushToSessions;
import dev.halley.api.comet.Sessions;
import dev.halley.api.record.FormerEpoch;
import dev.halley.api.record.StreamPosition;
import dev.halley.comet.fanout.inbox.LocalDelivery;
import dev.halley.comet.fanout.inbox.LocalDelivery.ToRoom;
import dev.halley.comet.fanout.inbox.LocalDelivery.ToSessions;
import dev.halley.comet.fanout.inbox.Receipt;
import dev.halley.comet.frames.Lineage;
import dev.halley.comet.frames.Lineage.Former;
import dev.halley.comet.frames.Place;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DeliveryReaderTest {
    private static final Sessions THREE =
            Sessions.newBuilder()
                    .addAllSessionIds(List.of(4L, 5L, 6L))
                    .addAllGenerations(List.of(1L, 1L, 1L))
                    .build();

    @Test
    void roomMessageStandsWhereTheJobSays() {
        PushToRoom push =
                PushToRoom.newBuilder()
                        .setRoom("live://1")
                        .setAt(at("room:live://1", 7, 60))
                        .build();

        ToRoom read = (ToRoom) read(Delivery.newBuilder().setToRoom(push));

        assertThat(read.message().place()).isEqualTo(new Place("room:live://1", 7, 60));
    }

    @Test
    void aPlaceNamesTheEpochsBeforeItsOwn() {
        StreamPosition at =
                at("room:live://1", 7, 60).toBuilder()
                        .setLineage(
                                dev.halley.api.record.Lineage.newBuilder()
                                        .addFormer(
                                                FormerEpoch.newBuilder().setEpoch(6).setLast(41)))
                        .build();
        PushToRoom push = PushToRoom.newBuilder().setRoom("live://1").setAt(at).build();

        ToRoom read = (ToRoom) read(Delivery.newBuilder().setToRoom(push));

        assertThat(read.message().place().lineage())
                .isEqualTo(Lineage.of(List.of(new Former(6, 41))));
    }

    @Test
    void roomMessageOfAnOlderJobStandsNowhere() {
        ToRoom read =
                (ToRoom)
                        read(
                                Delivery.newBuilder()
                                        .setToRoom(PushToRoom.newBuilder().setRoom("live://1")));

        assertThat(read.message().place()).isEqualTo(Place.NONE);
    }

    @Test
    void eachSessionNamesThePlaceInItsUsersStream() {
        PushToSessions push =
                PushToSessions.newBuilder()
                        .setSessions(THREE)
                        .addPositions(at("user:a", 7, 60))
                        .addPositions(at("user:b", 8, 3))
                        .addAllPositionOf(List.of(2, 0, 1))
                        .build();

        ToSessions read = (ToSessions) read(Delivery.newBuilder().setToSessions(push));

        assertThat(read.places())
                .containsExactly(new Place("user:a", 7, 60), new Place("user:b", 8, 3));
        assertThat(read.sessions().placeOf(0)).isEqualTo(1);
        assertThat(read.sessions().placeOf(1)).isEqualTo(-1);
        assertThat(read.sessions().placeOf(2)).isZero();
    }

    @Test
    void placesThatDoNotFitTheSessionsArePassedBy() {
        PushToSessions push =
                PushToSessions.newBuilder()
                        .setSessions(THREE)
                        .addPositions(at("user:a", 7, 60))
                        .addAllPositionOf(List.of(9, -1, 1))
                        .build();

        ToSessions read = (ToSessions) read(Delivery.newBuilder().setToSessions(push));
        ToSessions shorter =
                (ToSessions)
                        read(
                                Delivery.newBuilder()
                                        .setToSessions(
                                                push.toBuilder()
                                                        .clearPositionOf()
                                                        .addPositionOf(1)));

        assertThat(read.sessions().placeOf(0)).isEqualTo(-1);
        assertThat(read.sessions().placeOf(1)).isEqualTo(-1);
        assertThat(read.sessions().placeOf(2)).isZero();
        assertThat(shorter.sessions().placeOf(0)).isEqualTo(-1);
    }

    @Test
    void nameThatNoFrameCanCarryIsNoPlace() {
        PushToRoom push =
                PushToRoom.newBuilder()
                        .setRoom("live://1")
                        .setAt(at("room:" + "é".repeat(600), 7, 60))
                        .build();

        ToRoom read = (ToRoom) read(Delivery.newBuilder().setToRoom(push));

        assertThat(read.message().place()).isEqualTo(Place.NONE);
    }

    private static LocalDelivery read(Delivery.Builder delivery) {
        return DeliveryReader.read(new ReceivedPart(delivery.build(), 5), new NoReceipt())
                .orElseThrow();
    }

    private static StreamPosition at(String stream, int epoch, long offset) {
        return StreamPosition.newBuilder()
                .setStream(stream)
                .setEpoch(epoch)
                .setOffset(offset)
                .build();
    }

    private static final class NoReceipt extends Receipt {
        @Override
        protected void finished() {
            // Nobody waits.
        }

        @Override
        protected void progressed(long sessionsDone) {
            // Nobody waits.
        }
    }
}
