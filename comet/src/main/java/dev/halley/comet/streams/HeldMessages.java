package dev.halley.comet.streams;

import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one epoch, and of those before it what was kept, that wait behind a hole, by offset.
 * Nearly always there are none, and then it holds nothing.
 */
final class HeldMessages {
    private @Nullable TreeMap<Long, Streamed> byOffset;

    HeldMessages() {}

    /** False when there is one with its offset. */
    boolean add(Streamed streamed) {
        TreeMap<Long, Streamed> held = byOffset == null ? new TreeMap<>() : byOffset;
        byOffset = held;
        return held.putIfAbsent(streamed.message().place().offset(), streamed) == null;
    }

    int size() {
        return byOffset == null ? 0 : byOffset.size();
    }

    boolean isEmpty() {
        return byOffset == null;
    }

    /** The lowest offset; there must be one. */
    long first() {
        return held().firstKey();
    }

    /** Takes the one with the lowest offset; there must be one. */
    Streamed takeFirst() {
        Streamed first = held().pollFirstEntry().getValue();
        emptied();
        return first;
    }

    /** Drops those behind an offset. */
    void dropBehind(long offset, StreamSink out) {
        if (byOffset != null) {
            var behind = byOffset.tailMap(offset, false);
            behind.values().forEach(out::drop);
            behind.clear();
            emptied();
        }
    }

    private NavigableMap<Long, Streamed> held() {
        if (byOffset == null) {
            throw new NoSuchElementException("nothing is held");
        }
        return byOffset;
    }

    private void emptied() {
        if (held().isEmpty()) {
            byOffset = null;
        }
    }
}
