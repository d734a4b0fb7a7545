package dev.halley.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.CometHello;
import dev.halley.api.comet.JobFrame;
import dev.halley.api.record.Push;
import dev.halley.api.record.Record;
import dev.halley.job.record.Incident;
import dev.halley.job.record.Outcome;
import dev.halley.job.support.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of newer logics and frames of older and newer comets, as during a rolling upgrade. */
@Timeout(10)
class OtherReleasesTest {
    private static final String COMET = "comet-1@000000001";
    private static final String ROOM = "live://1";
    private static final int UNKNOWN_FIELD = 1_999;

    private final World world = new World();

    @BeforeEach
    void attach() {
        world.shown("comet-1");
        world.pipelines.assigned(World.LOG, 5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 99})
    void deliversARecordOfAnySchemaVersionWithFieldsThatItDoesNotKnow(int schemaVersion) {
        FakeStream stream = world.attach(COMET, ROOM);
        Record push = Records.toRoom(0, ROOM, "a");

        world.poll(
                push.toBuilder()
                        .setSchemaVersion(schemaVersion)
                        .setUnknownFields(unknown())
                        .setPush(push.getPush().toBuilder().setUnknownFields(unknown()))
                        .build());

        assertThat(stream.payloads()).containsExactly("a");
    }

    @Test
    void countsAndPassesByATargetThatItDoesNotKnow() {
        FakeStream stream = world.attach(COMET, ROOM);

        world.poll(
                Record.newBuilder()
                        .setSchemaVersion(2)
                        .setApp("default")
                        .setPush(Push.newBuilder().setOperation(1).setUnknownFields(unknown()))
                        .build(),
                Records.toRoom(1, ROOM, "after"));

        assertThat(stream.payloads()).containsExactly("after");
        assertThat(world.count(Outcome.UNKNOWN_ACTION)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 99})
    void takesCometsOfAnySchemaVersion(int schemaVersion) {
        FakeStream stream = new FakeStream();
        attach(stream, schemaVersion);

        world.poll(Records.toRoom(0, ROOM, "a"));

        assertThat(stream.payloads()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void sendsACometOfTheReleaseBeforeBatchesEachDeliveryByItself(int schemaVersion) {
        FakeStream stream = new FakeStream();
        attach(stream, schemaVersion);

        world.poll(Records.toRoom(0, ROOM, "a"), Records.toRoom(1, ROOM, "b"));

        assertThat(stream.batches()).containsExactly(1, 1);
        assertThat(stream.payloads()).containsExactly("a", "b");
        assertThat(stream.frames()).noneMatch(JobFrame::hasDeliveries);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 99})
    void sendsBatchesToCometsThatKnowThem(int schemaVersion) {
        FakeStream stream = new FakeStream();
        attach(stream, schemaVersion);

        world.poll(Records.toRoom(0, ROOM, "a"), Records.toRoom(1, ROOM, "b"));

        assertThat(stream.batches()).containsExactly(2);
    }

    @Test
    void aCometThatComesBackAsAnOlderReleaseIsSentNoBatchAnyMore() {
        FakeStream stream = new FakeStream();
        attach(stream, 2);
        stream.ready(false);
        world.poll(Records.toRoom(0, ROOM, "a"), Records.toRoom(1, ROOM, "b"));
        world.detach(stream);

        FakeStream older = new FakeStream();
        attach(older, 1);

        assertThat(older.batches()).containsExactly(1, 1);
        assertThat(older.payloads()).containsExactly("a", "b");
    }

    private void attach(FakeStream stream, int schemaVersion) {
        world.receive(
                stream,
                COMET,
                CometFrame.newBuilder()
                        .setHello(
                                CometHello.newBuilder()
                                        .setSchemaVersion(schemaVersion)
                                        .setInstance(COMET)
                                        .setUnknownFields(unknown())));
        world.interest(stream, COMET, true, ROOM);
    }

    @Test
    void countsAndPassesByFramesThatItDoesNotKnow() {
        FakeStream stream = world.attach(COMET, ROOM);

        world.receive(stream, COMET, CometFrame.newBuilder().setUnknownFields(unknown()));
        world.poll(Records.toRoom(0, ROOM, "after"));

        assertThat(world.count(Incident.UNKNOWN_FRAME)).isEqualTo(1);
        assertThat(stream.broken()).isFalse();
        assertThat(stream.payloads()).containsExactly("after");
    }

    private static UnknownFieldSet unknown() {
        return UnknownFieldSet.newBuilder()
                .addField(
                        UNKNOWN_FIELD,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("of a later release"))
                                .build())
                .build();
    }
}
