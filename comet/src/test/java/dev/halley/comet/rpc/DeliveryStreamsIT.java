package dev.halley.comet.rpc;

import static dev.halley.comet.rpc.TestJob.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.JobFrame;
import dev.halley.api.comet.ReplayRoutes;
import dev.halley.comet.rpc.TestSessions.Session;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What passes between a comet and its jobs besides deliveries. */
@Timeout(60)
class DeliveryStreamsIT extends DeliveryServiceCase {
    @Test
    void greetsJobAndTellsItsRooms() {
        sessions.inRoom(0);

        TestJob job = attach(1);

        assertThat(job.await(CometFrame::hasHello).getHello().getInstance())
                .isEqualTo(comet.toString());
        CometFrame snapshot = job.await(CometFrame::hasInterest);
        assertThat(snapshot.getInterest().getSnapshot()).isTrue();
        assertThat(snapshot.getInterest().getJoined(0).getName()).isEqualTo("live://1");
    }

    @Test
    void firstMemberWaitsForEveryJob() {
        attach(1);
        attach(2);
        Session session = sessions.session(0);
        AtomicBoolean joined = new AtomicBoolean();

        session.join(TestSessions.ROOM, () -> joined.set(true));

        await().untilTrue(joined);
        for (TestJob job : jobs) {
            CometFrame change =
                    job.await(f -> f.hasInterest() && f.getInterest().getJoinedCount() == 1);
            assertThat(change.getInterest().getSnapshot()).isFalse();
        }
    }

    @Test
    void breaksOffJobThatDoesNotAnswerInterest() {
        TestJob silent = TestJob.attachSilent(server.port(), instance(1));
        jobs.add(silent);
        TestJob quick = attach(2);
        AtomicBoolean joined = new AtomicBoolean();

        sessions.session(0).join(TestSessions.ROOM, () -> joined.set(true));

        assertThat(silent.awaitEnd().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        await().untilTrue(joined);
        assertThat(quick.has(CometFrame::hasInterest)).isTrue();
        assertThat(broken("interest_late")).isEqualTo(1);
    }

    @Test
    void tellsWhenRoomIsEmpty() {
        TestJob job = attach(1);
        Session session = sessions.inRoom(0);
        job.await(f -> f.hasInterest() && f.getInterest().getJoinedCount() == 1);

        session.leave(TestSessions.ROOM);

        job.await(f -> f.hasInterest() && f.getInterest().getLeftCount() == 1);
    }

    @Test
    void answersWhenRoutesAreReplayed() {
        TestJob job = attach(1);

        job.send(replayRoutes("wiped"));

        CometFrame answer = job.await(CometFrame::hasRoutesReplayed);
        assertThat(answer.getRoutesReplayed().getIncarnation()).isEqualTo("wiped");
    }

    @Test
    void triesAReplayThatFailsAgainUntilItSucceeds() {
        replayed = CompletableFuture.failedFuture(new IllegalStateException("logic is away"));
        TestJob job = attach(1);

        job.send(replayRoutes("wiped"));

        await().until(() -> count("halley.comet.delivery.route.replays.failed") >= 2);
        assertThat(job.has(CometFrame::hasRoutesReplayed)).isFalse();
        replayed = CompletableFuture.completedFuture(null);
        CometFrame answer = job.await(CometFrame::hasRoutesReplayed);
        assertThat(answer.getRoutesReplayed().getIncarnation()).isEqualTo("wiped");
    }

    @Test
    void laterStreamOfOneJobEndsTheEarlier() {
        TestJob before = attach(1);

        attach(1);

        assertThat(before.awaitEnd().getCode()).isEqualTo(Status.Code.ABORTED);
        assertThat(registry.get("halley.comet.delivery.jobs.attached").gauge().value())
                .isEqualTo(1);
    }

    @Test
    void showsEveryReasonBeforeItHappens() {
        for (StreamEnd end : StreamEnd.values()) {
            assertThat(broken(end.label())).isZero();
        }
    }

    @Test
    void endsStreamThatDoesNotBeginWithHello() {
        TestJob job = TestJob.dial(server.port());
        jobs.add(job);

        job.open(1, 0, 1);

        assertThat(job.awaitEnd().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(broken("protocol")).isEqualTo(1);
    }

    @Test
    void endsStreamThatDeliversForLogThatIsNotOpen() {
        TestJob job = attach(1);

        job.room(9, 10, "a");

        assertThat(job.awaitEnd().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    private static JobFrame replayRoutes(String incarnation) {
        return JobFrame.newBuilder()
                .setReplayRoutes(ReplayRoutes.newBuilder().setIncarnation(incarnation))
                .build();
    }
}
