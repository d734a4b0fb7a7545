package dev.halley.comet.streams;

import java.util.TreeMap;

/** Messages of one epoch, and what those before it have kept, that wait behind a hole, by offset. */
final class HeldMessages {
    private final TreeMap<Long, Streamed> byOffset = new TreeMap<>();

    HeldMessages() {}

    /** False when there is one with its offset. */
    boolean add(Streamed streamed) {
        return byOffset.putIfAbsent(streamed.message().place().offset(), streamed) == null;
    }

    int size() {
        return byOffset.size();
    }

    boolean isEmpty() {
        return byOffset.isEmpty();
    }

    /** The lowest offset; there must be one. */
    long first() {
        return byOffset.firstKey();
    }

    /** The highest offset; there must be one. */
    long last() {
        return byOffset.lastKey();
    }

    /** Takes the one with the highest offset. */
    Streamed takeLast() {
        return byOffset.pollLastEntry().getValue();
    }

    /** Takes the one with the lowest offset. */
    Streamed takeFirst() {
        return byOffset.pollFirstEntry().getValue();
    }
}
