package dev.halley.comet.interest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.members.RoomKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InterestTest {
    private static final long LIMIT = 1000;
    private static final RoomKey ONE = room(1);
    private static final RoomKey TWO = room(2);

    private final Set<RoomKey> here = new HashSet<>();
    private final Interest interest = new Interest(here::contains, LIMIT, 2);

    @Test
    void sendsSnapshotInFramesOfWhichTheLastIsComplete() {
        for (int i = 1; i <= 3; i++) {
            join(room(i));
        }
        InterestFeed feed = interest.attach(0);

        List<InterestUpdate> frames = drain(feed);

        assertThat(frames).hasSize(2).allMatch(InterestUpdate::snapshot);
        assertThat(frames.get(0).complete()).isFalse();
        assertThat(frames.get(1).complete()).isTrue();
        assertThat(frames.get(0).joined()).hasSize(2);
        assertThat(frames.get(1).joined()).hasSize(1);
    }

    @Test
    void sendsEmptySnapshot() {
        List<InterestUpdate> frames = drain(interest.attach(0));

        assertThat(frames).hasSize(1);
        assertThat(frames.get(0).snapshot() && frames.get(0).complete()).isTrue();
    }

    @Test
    void mergesChangesWhileAnUpdateIsUnanswered() {
        InterestFeed feed = current();
        join(ONE);
        InterestUpdate first = interest.next(feed);
        join(TWO);
        leave(TWO);
        assertThat(interest.next(feed)).isNull();

        interest.answered(feed, first.version());

        InterestUpdate second = interest.next(feed);
        assertThat(second.joined()).isEmpty();
        assertThat(second.left()).containsExactly(TWO);
        assertThat(second.version()).isEqualTo(interest.version());
    }

    @Test
    void joinGoesOnWhenEveryJobHasAnswered() {
        InterestFeed first = current();
        InterestFeed second = current();
        join(ONE);
        assertThat(interest.await(ONE, InterestTest::nothing, 0)).isNull();

        assertThat(answer(first)).isEmpty();

        List<InterestWait> goingOn = answer(second);
        assertThat(goingOn).hasSize(1);
        assertThat(interest.holds(goingOn.get(0))).isTrue();
    }

    @Test
    void joinDoesNotWaitWithoutJobs() {
        join(ONE);

        assertThat(interest.await(ONE, InterestTest::nothing, 0)).isNotNull();
    }

    @Test
    void joinWaitsForJobWhoseSnapshotIsOnItsWay() {
        InterestFeed feed = interest.attach(0);
        join(ONE);
        assertThat(interest.await(ONE, InterestTest::nothing, 0)).isNull();

        assertThat(answer(feed)).isEmpty();

        assertThat(answer(feed)).hasSize(1);
    }

    @Test
    void namesJobsThatDoNotAnswerInTime() {
        InterestFeed quick = current();
        InterestFeed late = current();
        join(ONE);
        interest.await(ONE, InterestTest::nothing, 10_000);
        answer(quick);
        assertThat(interest.late(10_000 + LIMIT - 1)).isEmpty();

        assertThat(interest.late(10_000 + LIMIT)).containsExactly(late);

        assertThat(interest.detach(late)).hasSize(1);
        assertThat(interest.hasWaiting()).isFalse();
    }

    @Test
    void doesNotTakeOldAnswerForNewRoom() {
        InterestFeed feed = current();
        join(ONE);
        InterestUpdate update = interest.next(feed);
        join(TWO);
        interest.await(TWO, InterestTest::nothing, 0);

        assertThat(interest.answered(feed, update.version())).isEmpty();
        assertThat(interest.answered(feed, interest.version())).isEmpty();
    }

    @Test
    void anAnswerToAnotherVersionCountsForNothing() {
        InterestFeed feed = current();
        join(ONE);
        InterestUpdate update = interest.next(feed);
        interest.await(ONE, InterestTest::nothing, 0);

        assertThat(interest.answered(feed, update.version() + 1)).isEmpty();

        assertThat(interest.hasWaiting()).isTrue();
        assertThat(interest.answered(feed, update.version())).hasSize(1);
    }

    @Test
    void joinWaitsForTheAnswerToTheSnapshotThatHasItsRoom() {
        join(ONE);
        InterestFeed feed = interest.attach(0);
        InterestUpdate snapshot = interest.next(feed);

        assertThat(interest.await(ONE, InterestTest::nothing, 0)).isNull();

        assertThat(interest.answered(feed, snapshot.version())).hasSize(1);
    }

    @Test
    void roomThatWentAndCameBackIsNotHeldByTheWaitBefore() {
        InterestFeed feed = current();
        join(ONE);
        interest.await(ONE, InterestTest::nothing, 0);
        leave(ONE);
        join(ONE);

        List<InterestWait> goingOn = answer(feed);

        assertThat(goingOn).hasSize(1);
        assertThat(interest.holds(goingOn.get(0))).isFalse();
    }

    private void join(RoomKey room) {
        here.add(room);
        interest.refresh(room);
    }

    private void leave(RoomKey room) {
        here.remove(room);
        interest.refresh(room);
    }

    private InterestFeed current() {
        InterestFeed feed = interest.attach(0);
        answer(feed);
        return feed;
    }

    private List<InterestWait> answer(InterestFeed feed) {
        List<InterestUpdate> frames = drain(feed);
        return interest.answered(feed, frames.get(frames.size() - 1).version());
    }

    private List<InterestUpdate> drain(InterestFeed feed) {
        List<InterestUpdate> frames = new ArrayList<>();
        for (InterestUpdate frame = interest.next(feed);
                frame != null;
                frame = interest.next(feed)) {
            frames.add(frame);
        }
        return frames;
    }

    private static void nothing() {}

    private static RoomKey room(int number) {
        return new RoomKey("default", "live://" + number);
    }
}
