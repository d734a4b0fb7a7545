package dev.halley.comet.fanout;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries on their way to a shard. Anyone may offer; only the shard takes, and takes everything.
 * A stack that is turned round when it is taken: one compare-and-set for each delivery, none to
 * take them. It has no bound of its own: what job streams may have unfinished here is bounded.
 */
final class ShardInbox {
    private final AtomicReference<@Nullable Entry> top = new AtomicReference<>();

    /** True when it was empty: the shard is to be woken. */
    boolean offer(LocalDelivery delivery) {
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
    @Nullable Entry takeAll() {
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
    static final class Entry {
        final LocalDelivery delivery;
        @Nullable Entry next;

        Entry(LocalDelivery delivery) {
            this.delivery = delivery;
        }
    }
}
