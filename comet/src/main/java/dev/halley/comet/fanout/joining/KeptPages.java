package dev.halley.comet.fanout.joining;

import dev.halley.comet.frames.Message;
import dev.halley.comet.streams.StreamPage;
import dev.halley.comet.writing.StreamMetrics;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pages that were read for sessions and are not written to them yet: until all streams of a join are
 * ready, or until the socket takes more. Bounded in bytes: past it what was kept first is let go,
 * counted, and read again when its session can take it. Who keeps a page has a ticket for it, and
 * who forgets to give it back wastes room until it is let go in its turn. Of one shard, on its loop.
 */
final class KeptPages {
    /** Of one shard: a few full pages, and thousands of those that most clients miss. */
    static final long MAX_BYTES = 8L << 20;

    /** What a ticket costs, and a page or message beside its payload. */
    private static final int OVERHEAD_BYTES = 160;

    private final long maxBytes;
    private final StreamMetrics metrics;
    private final Map<Long, StreamPage> oldestFirst = new LinkedHashMap<>();

    /** How often each is kept: who asks while a page is on its way gets the same one. */
    private final IdentityHashMap<StreamPage, Integer> tickets = new IdentityHashMap<>();

    private long bytes;
    private long last;

    /** No pages. */
    KeptPages(long maxBytes, StreamMetrics metrics) {
        this.maxBytes = maxBytes;
        this.metrics = metrics;
    }

    /** Keeps a page; the ticket is never 0. */
    long keep(StreamPage page) {
        if (tickets.merge(page, 1, Integer::sum) == 1) {
            bytes += cost(page);
        }
        bytes += OVERHEAD_BYTES;
        oldestFirst.put(++last, page);
        long kept = last;
        while (bytes > maxBytes) {
            letGoOldest();
        }
        return kept;
    }

    /** The page of a ticket, which is kept no longer; null: it was let go, or the ticket is 0. */
    @Nullable StreamPage take(long ticket) {
        StreamPage page = oldestFirst.remove(ticket);
        if (page != null) {
            gone(page);
        }
        return page;
    }

    /** Nobody wants the page of this ticket any more; 0: nothing happens. */
    void forget(long ticket) {
        take(ticket);
    }

    /** What is kept, with what it costs beside payloads. */
    long bytes() {
        return bytes;
    }

    private void letGoOldest() {
        Iterator<StreamPage> oldest = oldestFirst.values().iterator();
        StreamPage page = oldest.next();
        oldest.remove();
        gone(page);
        metrics.pageLetGo();
    }

    private void gone(StreamPage page) {
        bytes -= OVERHEAD_BYTES;
        if (tickets.merge(page, -1, Integer::sum) == 0) {
            tickets.remove(page);
            bytes -= cost(page);
        }
    }

    private static long cost(StreamPage page) {
        long cost = OVERHEAD_BYTES;
        for (Message message : page.messages()) {
            cost += message.payload().length + OVERHEAD_BYTES;
        }
        return cost;
    }
}
