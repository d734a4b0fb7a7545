package dev.halley.comet.rpc;

import static dev.halley.comet.rpc.TestJob.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.JobFrame;
import dev.halley.api.comet.Position;
import dev.halley.api.comet.ReplayRoutes;
import dev.halley.api.comet.Skipped;
import dev.halley.comet.config.DeliverySettings;
import dev.halley.comet.rpc.TestSessions.Session;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.rpc.GrpcServer;
import dev.halley.runtime.rpc.GrpcServerOptions;
import io.grpc.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeliveryServiceIT {
    private static final int MAX_UNFINISHED = 50;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TestSessions sessions = new TestSessions(registry);
    private final InstanceId comet = new InstanceId("comet-1", 1);
    private final List<TestJob> jobs = new ArrayList<>();
    private final DeliveryService service =
            new DeliveryService(
                    sessions.shards,
                    new DeliverySettings(
                            comet,
                            Duration.ofMillis(300),
                            MAX_UNFINISHED,
                            1 << 20,
                            Duration.ofMillis(1)),
                    this::replay,
                    registry,
                    Clock.systemUTC());
    private final GrpcServer server =
            GrpcServer.start(
                    GrpcServerOptions.at("127.0.0.1", 0).withExecutor(Runnable::run),
                    List.of(service));
    private volatile CompletionStage<Void> replayed = CompletableFuture.completedFuture(null);

    @AfterEach
    void close() {
        jobs.forEach(TestJob::close);
        service.close();
        server.close();
        sessions.close();
    }

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
    void deliversWhatTwoJobsSendAndReportsEachItsOwn() {
        Session first = sessions.inRoom(0);
        Session second = sessions.inRoom(1);
        TestJob one = attach(1);
        TestJob two = attach(2);
        one.open(1, 0, 1);
        two.open(1, 1, 1);

        one.room(1, 10, "a");
        two.room(1, 70, "b");

        one.awaitFinished(1, 10);
        two.awaitFinished(1, 70);
        assertThat(first.seen()).containsExactlyInAnyOrder("a", "b");
        assertThat(second.seen()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void dropsRecordSentAgainAndReportsIt() {
        Session session = sessions.inRoom(0);
        TestJob before = attach(1);
        before.open(1, 0, 1);
        before.room(1, 10, "once");
        before.awaitFinished(1, 10);
        before.close();

        TestJob after = attach(2);
        after.open(3, 0, 2);
        after.room(3, 10, "once");
        after.room(3, 11, "next");

        after.awaitFinished(3, 11);
        assertThat(session.seen()).containsExactly("once", "next");
        assertThat(count("halley.comet.delivery.duplicates")).isEqualTo(1);
    }

    @Test
    void reportsDuplicateOfUnfinishedRecordToNewOwnerWhenItIsDone() {
        List<Session> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(sessions.session(0));
        }
        TestJob before = attach(1);
        before.open(1, 0, 1);
        before.everyone(1, 10, "slow", 10);
        await().until(() -> !all.get(0).seen().isEmpty());
        before.close();

        TestJob after = attach(2);
        after.open(1, 0, 2);
        after.everyone(1, 10, "slow", 10);

        assertThat(after.await(CometFrame::hasProgress).getProgress().getPosition().getOffset())
                .isEqualTo(10);
        assertThat(after.has(CometFrame::hasFinished)).isFalse();
        after.awaitFinished(1, 10);
        assertThat(all).allSatisfy(session -> assertThat(session.seen()).containsExactly("slow"));
    }

    @Test
    void forgetsHalfOfRecordWhenItsStreamBreaks() {
        Session session = sessions.inRoom(0);
        TestJob before = attach(1);
        before.open(1, 0, 1);
        before.open(2, 1, 1);
        before.roomPart(1, 10, "old half");
        before.room(2, 70, "other partition");
        before.awaitFinished(2, 70);
        before.close();
        await().until(() -> forgottenParts() == 1);

        TestJob after = attach(2);
        after.open(1, 0, 2);
        after.roomPart(1, 10, "new 1");
        after.room(1, 10, "new 2");

        after.awaitFinished(1, 10);
        assertThat(session.seen()).containsExactly("other partition", "new 1", "new 2");
    }

    @Test
    void refusesFormerOwner() {
        sessions.inRoom(0);
        TestJob owner = attach(2);
        owner.open(1, 0, 5);
        owner.room(1, 10, "a");
        owner.awaitFinished(1, 10);
        TestJob stopped = attach(1);

        stopped.open(4, 0, 4);

        CometFrame refused = stopped.await(CometFrame::hasLogRefused);
        assertThat(refused.getLogRefused().getLog()).isEqualTo(4);
        assertThat(refused.getLogRefused().getOwnerEpoch()).isEqualTo(5);
        assertThat(count("halley.comet.delivery.logs.refused")).isEqualTo(1);
    }

    @Test
    void formerOwnerThatWakesUpIsNotShown() {
        Session session = sessions.inRoom(0);
        TestJob stopped = attach(1);
        stopped.open(1, 0, 1);
        stopped.room(1, 10, "a");
        stopped.awaitFinished(1, 10);
        TestJob owner = attach(2);
        owner.open(1, 0, 2);
        owner.room(1, 11, "b");
        owner.awaitFinished(1, 11);

        stopped.room(1, 12, "stale");

        stopped.await(CometFrame::hasLogRefused);
        assertThat(session.seen()).containsExactly("a", "b");
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
    void stalledMemberHoldsUpNobody() {
        Session stalled = sessions.inRoom(0);
        Session other = sessions.inRoom(0);
        stalled.writable(false);
        TestJob job = attach(1);
        job.open(1, 0, 1);

        job.room(1, 10, "a");

        job.awaitFinished(1, 10);
        assertThat(other.seen()).containsExactly("a");
        assertThat(stalled.seen()).isEmpty();
        assertThat(registry.get("halley.comet.dropped").tag("reason", "slow").counter().count())
                .isEqualTo(1);
    }

    @Test
    void stopsReadingJobWhileTooMuchIsUnfinished() {
        Session session = sessions.inRoom(0);
        TestJob job = attach(1);
        job.open(1, 0, 1);
        CountDownLatch held = new CountDownLatch(1);
        sessions.shards.all().get(0).loop().execute(() -> awaitLatch(held));

        for (int i = 0; i < 500; i++) {
            job.room(1, i, "" + i);
        }

        await().until(() -> count("halley.comet.delivery.pauses") > 0);
        await().during(Duration.ofMillis(200))
                .until(() -> sessions.shards.inboxDepth() <= MAX_UNFINISHED + 32);
        held.countDown();
        job.awaitFinished(1, 499);
        assertThat(session.seen()).hasSize(500).startsWith("0", "1").endsWith("499");
        assertThat(sessions.shards.inboxDepth()).isZero();
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
    void countsWhatJobHasSkipped() {
        TestJob job = attach(1);
        job.open(1, 0, 1);

        job.send(
                JobFrame.newBuilder()
                        .setSkipped(
                                Skipped.newBuilder()
                                        .setLog(1)
                                        .setFrom(Position.newBuilder().setOffset(5))
                                        .setTo(Position.newBuilder().setOffset(9)))
                        .build());

        await().until(() -> count("halley.comet.delivery.skipped.records") == 5);
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

    private TestJob attach(int number) {
        TestJob job = TestJob.attach(server.port(), instance(number));
        jobs.add(job);
        return job;
    }

    private CompletionStage<Void> replay() {
        return replayed;
    }

    private double count(String counter) {
        return registry.get(counter).counter().count();
    }

    private double forgottenParts() {
        return registry.get("halley.comet.delivery.parts.forgotten").functionCounter().count();
    }

    private double broken(String reason) {
        return registry.get("halley.comet.delivery.streams.broken")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private static JobFrame replayRoutes(String incarnation) {
        return JobFrame.newBuilder()
                .setReplayRoutes(ReplayRoutes.newBuilder().setIncarnation(incarnation))
                .build();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
