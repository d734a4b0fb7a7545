package dev.halley.comet.rpc;

import dev.halley.comet.contract.CometFrames;
import dev.halley.comet.interest.Interest;
import dev.halley.comet.interest.InterestFeed;
import dev.halley.comet.interest.InterestUpdate;
import dev.halley.comet.interest.InterestWait;
import dev.halley.comet.members.NodeRooms;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.members.RoomWatcher;
import io.netty.util.concurrent.EventExecutor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the jobs which rooms have members here, and lets joins go on when they have taken it in. On
 * the delivery executor, except for what {@link RoomWatcher} asks.
 */
final class InterestExchange implements RoomWatcher {
    private static final Logger LOG = LoggerFactory.getLogger(InterestExchange.class);
    private static final int MAX_ROOMS_PER_FRAME = 1000;

    private final EventExecutor executor;
    private final DeliveryMetrics metrics;
    private final NodeRooms rooms;
    private final Interest interest;
    private final long tickNanos;
    private final Map<InterestFeed, JobStream> streams = new HashMap<>();
    private boolean sendScheduled;
    private boolean tickScheduled;

    InterestExchange(DeliveryParts parts) {
        this.executor = parts.executor();
        this.metrics = parts.metrics();
        this.rooms = parts.shards().rooms();
        long limitNanos = parts.settings().interestLimit().toNanos();
        this.tickNanos = limitNanos / 10;
        this.interest =
                new Interest(room -> rooms.members(room) > 0, limitNanos, MAX_ROOMS_PER_FRAME);
    }

    Interest interest() {
        return interest;
    }

    @Override
    public void changed(RoomKey room) {
        execute(() -> refresh(room));
    }

    @Override
    public void whenInForce(RoomKey room, Runnable then) {
        execute(() -> await(room, then));
    }

    InterestFeed attach() {
        return interest.attach(System.nanoTime());
    }

    void attached(JobStream stream) {
        InterestFeed feed = stream.feed();
        if (feed != null) {
            streams.put(feed, stream);
            send(stream);
        }
    }

    void detach(JobStream stream) {
        InterestFeed feed = stream.feed();
        if (feed != null) {
            streams.remove(feed);
            goOn(interest.detach(feed));
        }
    }

    void answered(JobStream stream, long version) {
        InterestFeed feed = stream.feed();
        if (feed != null) {
            goOn(interest.answered(feed, version));
            send(stream);
        }
    }

    /** Sends what the stream takes of what its job does not know yet. */
    void send(JobStream stream) {
        InterestFeed feed = stream.feed();
        while (feed != null && stream.isReady()) {
            InterestUpdate update = interest.next(feed);
            if (update == null) {
                return;
            }
            stream.send(CometFrames.interest(update));
        }
    }

    private void refresh(RoomKey room) {
        if (interest.refresh(room)) {
            sendSoon();
        }
    }

    private void await(RoomKey room, Runnable then) {
        // Another shard may have been first, and its word may still be on its way.
        refresh(room);
        InterestWait inForce = interest.await(room, then, System.nanoTime());
        if (inForce != null) {
            goOn(List.of(inForce));
        } else {
            tickSoon();
        }
    }

    private void goOn(List<InterestWait> waits) {
        for (InterestWait wait : waits) {
            if (interest.holds(wait)) {
                rooms.inForce(wait.room());
            }
            metrics.inForce(System.nanoTime() - wait.sinceNanos());
            wait.then().run();
        }
    }

    /** After what is queued behind this, so that a storm of joins makes one update. */
    private void sendSoon() {
        if (!sendScheduled) {
            sendScheduled = true;
            execute(this::sendAll);
        }
    }

    private void sendAll() {
        sendScheduled = false;
        streams.values().forEach(this::send);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it, and it cannot be cancelled
    private void tickSoon() {
        if (!tickScheduled) {
            tickScheduled = true;
            executor.schedule(this::tick, tickNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void tick() {
        tickScheduled = false;
        for (InterestFeed late : interest.late(System.nanoTime())) {
            breakOff(streams.get(late));
        }
        if (interest.hasWaiting()) {
            tickSoon();
        }
    }

    private static void breakOff(@Nullable JobStream stream) {
        if (stream != null) {
            LOG.atWarn().addKeyValue("node", stream.job()).log("job did not answer interest");
            stream.breakOff(StreamEnd.INTEREST_LATE, "");
        }
    }

    private void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("delivery executor has stopped");
        }
    }
}
