package dev.halley.comet.interest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.members.RoomKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Rooms that come and go while jobs attach, answer late, and break. */
class InterestPropertyTest {
    private static final long LIMIT = 1_000_000;
    private static final int ROOMS = 6;

    private final Set<RoomKey> here = new HashSet<>();
    private final Interest interest = new Interest(here::contains, LIMIT, 2);
    private final Map<InterestFeed, Job> jobs = new HashMap<>();
    private long now;

    @Property(tries = 500)
    void joinGoesOnOnlyWhenEveryJobKnowsTheRoomAndJobsEndUpKnowingAllRooms(@ForAll long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 150; step++) {
            now++;
            switch (random.nextInt(6)) {
                case 0 -> join(room(random));
                case 1 -> leave(room(random));
                case 2 -> attach();
                case 3 -> any(random).ifPresent(this::detach);
                default -> any(random).ifPresent(this::exchange);
            }
        }
        for (int round = 0; round < 20; round++) {
            new ArrayList<>(jobs.keySet()).forEach(this::exchange);
        }
        for (Job job : jobs.values()) {
            assertThat(job.inForce).isEqualTo(here);
        }
        assertThat(interest.hasWaiting()).isFalse();
    }

    private void join(RoomKey room) {
        here.add(room);
        interest.refresh(room);
        InterestWait wait = interest.await(room, () -> {}, now);
        if (wait != null) {
            goOn(List.of(wait));
        }
    }

    private void leave(RoomKey room) {
        here.remove(room);
        interest.refresh(room);
    }

    private void attach() {
        if (jobs.size() < 3) {
            jobs.put(interest.attach(now), new Job());
        }
    }

    private void detach(InterestFeed feed) {
        jobs.remove(feed);
        goOn(interest.detach(feed));
    }

    /** One frame down, and its answer up. */
    private void exchange(InterestFeed feed) {
        Job job = jobs.get(feed);
        InterestUpdate update = interest.next(feed);
        if (update == null) {
            return;
        }
        if (job.take(update)) {
            goOn(interest.answered(feed, update.version()));
        }
    }

    private void goOn(List<InterestWait> waits) {
        for (InterestWait wait : waits) {
            if (interest.holds(wait)) {
                assertThat(jobs.values()).allMatch(job -> job.inForce.contains(wait.room()));
            }
        }
    }

    private Optional<InterestFeed> any(Random random) {
        List<InterestFeed> feeds = new ArrayList<>(jobs.keySet());
        return feeds.isEmpty()
                ? Optional.empty()
                : Optional.of(feeds.get(random.nextInt(feeds.size())));
    }

    private static RoomKey room(Random random) {
        return new RoomKey("default", "live://" + random.nextInt(ROOMS));
    }

    /** What a job makes of the frames: changes at once, a snapshot when it is complete. */
    private static final class Job {
        private final Set<RoomKey> snapshot = new HashSet<>();
        private final Set<RoomKey> inForce = new HashSet<>();

        boolean take(InterestUpdate update) {
            if (update.snapshot()) {
                snapshot.addAll(update.joined());
                if (update.complete()) {
                    inForce.clear();
                    inForce.addAll(snapshot);
                }
            } else {
                inForce.addAll(update.joined());
                inForce.removeAll(update.left());
            }
            return update.complete();
        }
    }
}
