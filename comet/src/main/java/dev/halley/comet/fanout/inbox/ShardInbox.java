package dev.halley.comet.fanout.inbox;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries on their way to a shard. Anyone may offer; only the shard takes, and takes everything.
 * A stack that is turned round when it is taken: one compare-and-set for each delivery, none to
 * take them. It has no bound of its own: what job streams may have unfinished here is bounded.
 */
public final class ShardInbox {
    private final AtomicReference<@Nullable Entry> top = new AtomicReference<>();

    /** True when it was empty: the shard is to be woken. */
    public boolean offer(LocalDelivery delivery) {
        Entry entry = new Entry(delivery);
        while (true) {
            Entry below = top.get();
            entry.next = below;
            if (top.compareAndSet(below, entry)) {
                return below == null;
            }
        }
    }

    /** All of it, oldest first; null when there is nothing. */
    public @Nullable Entry takeAll() {
        Entry entry = top.getAndSet(null);
        Entry oldestFirst = null;
        while (entry != null) {
            Entry below = entry.next;
            entry.next = oldestFirst;
            oldestFirst = entry;
            entry = below;
        }
        return oldestFirst;
    }

    /** A delivery and the one after it. */
    public static final class Entry {
        private final LocalDelivery delivery;
        private @Nullable Entry next;

        Entry(LocalDelivery delivery) {
            this.delivery = delivery;
        }

        /** What was offered. */
        public LocalDelivery delivery() {
            return delivery;
        }

        /** The one after it; null: it is the newest. */
        public @Nullable Entry next() {
            return next;
        }
    }
}
