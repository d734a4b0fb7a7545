package dev.halley.logic.auth;

import dev.halley.api.record.StreamPosition;
import java.util.List;
import java.util.Optional;

/**
 * What a session wants to receive.
 *
 * @param room {@code type://id} as goim's clients name one; empty: none
 * @param rooms further ones, each once, without {@code room}; empty in version 1
 * @param accepts operations; absent: all of them, which only version 2 can ask for
 * @param recover from where it asks for what it missed, each stream once; empty in version 1
 */
public record Wishes(
        String room,
        List<String> rooms,
        Optional<List<Integer>> accepts,
        List<StreamPosition> recover) {
    /** Copies the lists. */
    public Wishes {
        rooms = List.copyOf(rooms);
        accepts = accepts.map(List::copyOf);
        recover = List.copyOf(recover);
    }

    /** What a client of version 1 can wish for. */
    static Wishes ofVersion1(String room, List<Integer> accepts) {
        return new Wishes(room, List.of(), Optional.of(accepts), List.of());
    }
}
