package dev.halley.comet.fanout.pacing;

import dev.halley.comet.fanout.inbox.LocalDelivery;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Broadcasts of one shard, in order. Those without a speed are taken by the next drain; one with a
 * speed runs by itself, and all behind it wait, because {@code all} is one target and keeps its
 * order. Rooms and direct pushes do not pass here.
 */
public final class BroadcastLane {
    private final Deque<LocalDelivery.ToEveryone> waiting = new ArrayDeque<>();
    private @Nullable PacedBroadcast running;

    /** Puts it behind the others. */
    public void add(LocalDelivery.ToEveryone delivery) {
        waiting.add(delivery);
    }

    /** The next broadcast that the drain may write now; null: none, or a paced one is in front. */
    public LocalDelivery.@Nullable ToEveryone pollUnpaced() {
        LocalDelivery.ToEveryone first = waiting.peek();
        if (running != null || first == null || first.speed() > 0) {
            return null;
        }
        return waiting.poll();
    }

    /** Whether a drain has something to take. */
    public boolean hasUnpaced() {
        LocalDelivery.ToEveryone first = waiting.peek();
        return running == null && first != null && first.speed() == 0;
    }

    /** Whether {@link #pollUnpaced} has one of this app. */
    public boolean isNextUnpacedOf(String app) {
        LocalDelivery.ToEveryone first = waiting.peek();
        return hasUnpaced() && first != null && first.app().equals(app);
    }

    /** The paced broadcast that is to start now; null: none. */
    LocalDelivery.@Nullable ToEveryone pollPaced() {
        LocalDelivery.ToEveryone first = waiting.peek();
        if (running != null || first == null || first.speed() == 0) {
            return null;
        }
        return waiting.poll();
    }

    void start(PacedBroadcast broadcast) {
        running = broadcast;
    }

    @Nullable PacedBroadcast running() {
        return running;
    }

    void ended() {
        running = null;
    }

    int size() {
        return waiting.size() + (running == null ? 0 : 1);
    }
}
