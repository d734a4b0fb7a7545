package dev.halley.comet.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.JobFrame;
import dev.halley.api.comet.JobHello;
import dev.halley.api.comet.PushToRoom;
import dev.halley.comet.rpc.TestSessions.Session;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs of an older and of a newer release: what they say beyond ours is passed by. */
@Timeout(60)
class OtherReleasesIT {
    private static final int UNKNOWN_FIELD = 1_999;

    private final DeliveryFixture comet = new DeliveryFixture(Clock.systemUTC());

    @AfterEach
    void close() {
        comet.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 99})
    void takesJobsOfAnySchemaVersion(int schemaVersion) {
        Session session = comet.sessions.inRoom(0);
        TestJob job = comet.dial();

        job.send(
                JobFrame.newBuilder()
                        .setHello(
                                JobHello.newBuilder()
                                        .setSchemaVersion(schemaVersion)
                                        .setInstance(TestJob.instance(1))
                                        .setUnknownFields(unknown()))
                        .setUnknownFields(unknown())
                        .build());
        job.await(CometFrame::hasInterest);
        job.open(1, 0, 1);
        job.room(1, 10, "a");

        job.awaitFinished(1, 10);
        assertThat(session.seen()).containsExactly("a");
    }

    @Test
    void countsAndPassesByFramesThatItDoesNotKnow() {
        Session session = comet.sessions.inRoom(0);
        TestJob job = comet.attach();
        job.open(1, 0, 1);

        job.send(JobFrame.newBuilder().setUnknownFields(unknown()).build());
        job.room(1, 10, "after");

        job.awaitFinished(1, 10);
        assertThat(session.seen()).containsExactly("after");
        await().until(() -> comet.count("halley.comet.delivery.frames.unknown") == 1);
    }

    @Test
    void deliversAMessageWithFieldsThatItDoesNotKnow() {
        Session session = comet.sessions.inRoom(0);
        TestJob job = comet.attach();
        job.open(1, 0, 1);

        job.send(
                TestJob.delivery(
                        TestJob.base(1, 10)
                                .setUnknownFields(unknown())
                                .setToRoom(
                                        PushToRoom.newBuilder()
                                                .setOperation(1000)
                                                .setPayload(ByteString.copyFromUtf8("a"))
                                                .setRoom(TestSessions.ROOM.name())
                                                .setUnknownFields(unknown()))));

        job.awaitFinished(1, 10);
        assertThat(session.seen()).containsExactly("a");
    }

    @Test
    void countsAndFinishesAnActionThatItDoesNotKnow() {
        TestJob job = comet.attach();
        job.open(1, 0, 1);

        job.send(TestJob.delivery(TestJob.base(1, 10).setUnknownFields(unknown())));

        job.awaitFinished(1, 10);
        assertThat(comet.count("halley.comet.delivery.unreadable")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void reportsToAJobOfTheReleaseBeforeBatchesEachLogByItself(int schemaVersion) {
        TestJob job = afterBothAreFinished(schemaVersion);

        job.awaitFinished(1, 10);
        job.awaitFinished(2, 10);
        assertThat(job.has(CometFrame::hasFinishedLogs)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 99})
    void reportsSeveralLogsAtOnceToAJobThatKnowsBatches(int schemaVersion) {
        TestJob job = afterBothAreFinished(schemaVersion);

        assertThat(job.await(CometFrame::hasFinishedLogs).getFinishedLogs().getLogsList())
                .extracting(log -> log.getLog())
                .containsExactly(1, 2);
    }

    // What it sends again is known to be finished when it comes: both logs have something to report
    // at the same moment.
    private TestJob afterBothAreFinished(int schemaVersion) {
        TestJob before = comet.attach();
        openTwo(before, 1);
        before.send(both());
        before.awaitFinished(1, 10);
        before.awaitFinished(2, 10);
        TestJob job = comet.dial();
        job.greet(TestJob.instance(2), schemaVersion);
        openTwo(job, 2);
        job.send(both());
        return job;
    }

    private static JobFrame both() {
        return TestJob.batch(TestJob.inRoom(1, 10, "a"), TestJob.inRoom(2, 10, "b"));
    }

    private static void openTwo(TestJob job, long ownerEpoch) {
        job.open(1, 0, ownerEpoch);
        job.open(2, 1, ownerEpoch);
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
