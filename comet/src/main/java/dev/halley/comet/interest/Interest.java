package dev.halley.comet.interest;

import dev.halley.comet.members.RoomKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rooms that have members on this comet, as the attached jobs know them. Each change is a
 * version; a room is in force once every attached job has answered the version that brought it.
 *
 * <p>A job whose snapshot is unanswered is waited for like the others: rooms that came after the
 * snapshot began are not in it. One that does not answer in time is to be broken off, so that it
 * starts again with a snapshot; the joins that waited for it go on.
 */
public final class Interest {
    private final Map<RoomKey, Long> rooms = new HashMap<>();
    private final Set<InterestFeed> feeds = new LinkedHashSet<>();
    private final Deque<InterestWait> waiting = new ArrayDeque<>();
    private final Predicate<RoomKey> present;
    private final long limitNanos;
    private final int maxRoomsPerFrame;
    private long version = 1;

    /**
     * No room, no job.
     *
     * @param present whether a room has members on this node at this moment
     * @param limitNanos how long a join waits for the jobs' answers
     * @param maxRoomsPerFrame bound of one frame
     */
    public Interest(Predicate<RoomKey> present, long limitNanos, int maxRoomsPerFrame) {
        this.present = present;
        this.limitNanos = limitNanos;
        this.maxRoomsPerFrame = maxRoomsPerFrame;
    }

    /** Rises with each room that comes or goes. */
    public long version() {
        return version;
    }

    /** Whether joins wait, so that {@link #late} is to be called now and then. */
    public boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /** A job has attached; its feed begins with a snapshot. */
    public InterestFeed attach(long now) {
        InterestFeed feed = new InterestFeed(List.copyOf(rooms.keySet()), version, now);
        feeds.add(feed);
        return feed;
    }

    /** A stream is gone; the joins that it alone held up are returned. */
    public List<InterestWait> detach(InterestFeed feed) {
        feeds.remove(feed);
        return takeInForce();
    }

    /** Looks whether the room is here or gone. True when the jobs are to be told. */
    public boolean refresh(RoomKey room) {
        boolean here = present.test(room);
        if (here == rooms.containsKey(room)) {
            return false;
        }
        version++;
        if (here) {
            rooms.put(room, version);
        } else {
            rooms.remove(room);
        }
        feeds.forEach(feed -> feed.change(room, here));
        return true;
    }

    /**
     * A join waits for the room to be in force. Null: it is already, or the room has gone again, so
     * that there is nothing to wait for; the wait is returned later by another method otherwise.
     */
    public @Nullable InterestWait await(RoomKey room, Runnable then, long now) {
        Long since = rooms.get(room);
        InterestWait wait = new InterestWait(room, since == null ? 0 : since, then, now);
        if (isInForce(wait)) {
            return wait;
        }
        waiting.add(wait);
        return null;
    }

    /** The next frame for a job; null: nothing now. */
    public @Nullable InterestUpdate next(InterestFeed feed) {
        return feed.next(maxRoomsPerFrame, version);
    }

    /** A job has a version in force; the joins that may go on are returned. */
    public List<InterestWait> answered(InterestFeed feed, long answeredVersion) {
        return feed.answered(answeredVersion) ? takeInForce() : List.of();
    }

    /** The jobs that have held up a join for too long: their streams are to be broken off. */
    public List<InterestFeed> late(long now) {
        InterestWait oldest = waiting.peek();
        if (oldest == null || now - oldest.sinceNanos() < limitNanos) {
            return List.of();
        }
        List<InterestFeed> late = new ArrayList<>();
        for (InterestFeed feed : feeds) {
            boolean behind = feed.inForce() < oldest.version();
            if (behind && now - feed.attachedNanos() >= limitNanos) {
                late.add(feed);
            }
        }
        return late;
    }

    /** Whether the room is still the one that the join waited for, known to every job. */
    public boolean holds(InterestWait wait) {
        Long since = rooms.get(wait.room());
        return since != null && since == wait.version() && isInForce(wait);
    }

    private boolean isInForce(InterestWait wait) {
        for (InterestFeed feed : feeds) {
            if (feed.inForce() < wait.version()) {
                return false;
            }
        }
        return true;
    }

    private List<InterestWait> takeInForce() {
        List<InterestWait> inForce = new ArrayList<>();
        waiting.removeIf(
                wait -> {
                    boolean ready = isInForce(wait);
                    if (ready) {
                        inForce.add(wait);
                    }
                    return ready;
                });
        return inForce;
    }
}
