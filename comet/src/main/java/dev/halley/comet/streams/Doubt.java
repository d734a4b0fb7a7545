package dev.halley.comet.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Messages of an epoch that a reader has not heard of, while its own is known by word alone. They may
 * be of a later epoch, or on their way since before the word: two epochs have no order. A page that
 * was asked for when they had come says which. Bounded as what waits behind a hole is.
 */
final class Doubt {
    private static final int NOT_ASKED = -1;

    private final List<Streamed> messages = new ArrayList<>(2);
    private int asked = NOT_ASKED;

    Doubt() {}

    /** False when it is full: who is right will be found by a check, or by the next message. */
    boolean add(Streamed streamed) {
        return messages.size() < StreamCursor.MAX_HELD && messages.add(streamed);
    }

    /** True the first time: the stream is to be read. */
    boolean takeQuestion() {
        boolean first = asked == NOT_ASKED;
        asked = first ? messages.size() : asked;
        return first;
    }

    /** Those that had come when it was asked. */
    void forEachAsked(Consumer<Streamed> visit) {
        messages.subList(0, Math.max(0, asked)).forEach(visit);
    }

    /** Whether there is such a one among those that had come when it was asked. */
    boolean hasAsked(Predicate<Streamed> what) {
        return messages.subList(0, Math.max(0, asked)).stream().anyMatch(what);
    }

    /** Those that came since, for which it is to be asked again; null: none. */
    @Nullable Doubt since() {
        Doubt rest = new Doubt();
        rest.messages.addAll(messages.subList(Math.max(0, asked), messages.size()));
        return rest.messages.isEmpty() ? null : rest;
    }

    /** All of them. */
    void forEach(Consumer<Streamed> visit) {
        messages.forEach(visit);
    }
}
