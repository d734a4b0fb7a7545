package dev.halley.comet.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.JobFrame;
import dev.halley.api.comet.Position;
import dev.halley.api.comet.Skipped;
import dev.halley.comet.rpc.TestSessions.Session;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeliveryServiceIT extends DeliveryServiceCase {
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
    void takesUpABatchInItsOrder() {
        Session session = sessions.inRoom(0);
        TestJob job = attach(1);
        job.open(1, 0, 1);

        job.send(TestJob.batch(TestJob.inRoom(1, 10, "a"), TestJob.inRoom(1, 11, "b")));

        job.awaitFinished(1, 11);
        assertThat(session.seen()).containsExactly("a", "b");
        assertThat(count("halley.comet.delivery.records")).isEqualTo(2);
    }

    @Test
    void nothingOfABatchIsTakenUpBehindWhatBreaksTheStream() {
        Session session = sessions.inRoom(0);
        TestJob job = attach(1);
        job.open(1, 0, 1);

        job.send(
                TestJob.batch(
                        TestJob.inRoom(1, 10, "a"),
                        TestJob.inRoom(9, 11, "of no log"),
                        TestJob.inRoom(1, 12, "b")));

        assertThat(job.awaitEnd().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(count("halley.comet.delivery.records")).isEqualTo(1);
        await().until(() -> session.seen().equals(List.of("a")));
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

    private double forgottenParts() {
        return registry.get("halley.comet.delivery.parts.forgotten").functionCounter().count();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
