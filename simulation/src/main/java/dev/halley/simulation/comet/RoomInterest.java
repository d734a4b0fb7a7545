package dev.halley.simulation.comet;

import dev.halley.comet.contract.CometFrames;
import dev.halley.comet.interest.Interest;
import dev.halley.comet.interest.InterestFeed;
import dev.halley.comet.interest.InterestUpdate;
import dev.halley.comet.interest.InterestWait;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.members.RoomWatcher;
import dev.halley.simulation.schedule.Schedule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the jobs told of the rooms here, with the real machine. On the comet's delivery thread. */
final class RoomInterest implements RoomWatcher {
    private static final long LIMIT_NANOS = 2_000 * Schedule.MS;
    private static final long LOOK_NANOS = LIMIT_NANOS / 10;
    private static final int ROOMS_PER_FRAME = 2;

    private final CometNode comet;
    private final Interest interest;
    private final Map<InterestFeed, JobSide> streams = new LinkedHashMap<>();

    RoomInterest(CometNode comet) {
        this.comet = comet;
        this.interest =
                new Interest(
                        room -> comet.shards().rooms().members(room) > 0,
                        LIMIT_NANOS,
                        ROOMS_PER_FRAME);
        look();
    }

    private long now() {
        return comet.around().schedule().nanos();
    }

    private void look() {
        for (InterestFeed late : interest.late(now())) {
            JobSide side = streams.get(late);
            if (side != null) {
                side.breakOff();
            }
        }
        comet.around().schedule().after(comet.process(), LOOK_NANOS, this::look);
    }

    InterestFeed attach() {
        return interest.attach(now());
    }

    void attached(JobSide side) {
        InterestFeed feed = side.feed();
        if (feed != null) {
            streams.put(feed, side);
            send(side);
        }
    }

    void detach(JobSide side) {
        InterestFeed feed = side.feed();
        if (feed != null) {
            streams.remove(feed);
            goOn(interest.detach(feed));
        }
    }

    void answered(JobSide side, long version) {
        InterestFeed feed = side.feed();
        if (feed != null) {
            goOn(interest.answered(feed, version));
            send(side);
        }
    }

    @Override
    public void changed(RoomKey room) {
        comet.delivery().execute(() -> refresh(room));
    }

    private void refresh(RoomKey room) {
        if (interest.refresh(room)) {
            streams.values().forEach(this::send);
        }
    }

    @Override
    public void whenInForce(RoomKey room, Runnable then) {
        if (comet.around().wiring().joinsWaitForInterest()) {
            comet.delivery().execute(() -> await(room, then));
        } else {
            then.run();
        }
    }

    private void await(RoomKey room, Runnable then) {
        refresh(room);
        InterestWait inForce = interest.await(room, then, now());
        if (inForce != null) {
            goOn(List.of(inForce));
        }
    }

    private void goOn(List<InterestWait> waits) {
        for (InterestWait wait : waits) {
            if (interest.holds(wait)) {
                comet.shards().rooms().inForce(wait.room());
            }
            wait.then().run();
        }
    }

    private void send(JobSide side) {
        InterestFeed feed = side.feed();
        InterestUpdate update = feed == null ? null : interest.next(feed);
        while (feed != null && update != null) {
            side.send(CometFrames.interest(update));
            update = interest.next(feed);
        }
    }
}
