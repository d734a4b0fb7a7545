package dev.halley.logic.push;

import java.util.List;

/**
 * Rooms that sessions are to join and leave, each {@code type://id}.
 *
 * @param join may be empty
 * @param leave may be empty
 */
public record RoomChange(List<String> join, List<String> leave) {
    /** Copies the lists. */
    public RoomChange {
        join = List.copyOf(join);
        leave = List.copyOf(leave);
    }

    /** Only joins. */
    public static RoomChange joining(List<String> rooms) {
        return new RoomChange(rooms, List.of());
    }

    /** Only leaves. */
    public static RoomChange leaving(List<String> rooms) {
        return new RoomChange(List.of(), rooms);
    }
}
