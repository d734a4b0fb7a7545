package dev.halley.api.rooms;

import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.RoomPatterns;
import java.util.List;
import java.util.Optional;

/**
 * Rooms that a session may be in. A pattern is a room, {@code type://id}, or the beginning of rooms'
 * names and one {@code *} at its end: {@code chat://*}, or {@code *} for all. A {@code *} elsewhere
 * stands for itself. Immutable.
 *
 * @param patterns empty: no room at all; absent: every room
 */
public record RoomRights(Optional<List<String>> patterns) {
    /** Every room. */
    public static final RoomRights ANY = new RoomRights(Optional.empty());

    /** Copies the list. */
    public RoomRights {
        patterns = patterns.map(List::copyOf);
    }

    /** Rooms of these patterns only. */
    public static RoomRights of(List<String> patterns) {
        return new RoomRights(Optional.of(patterns));
    }

    /** What logic grants with this reply. */
    public static RoomRights of(ConnectReply reply) {
        return reply.hasMayJoin() ? of(reply.getMayJoin().getPatternsList()) : ANY;
    }

    /** The rights as {@link ConnectReply} holds them; empty for every room. */
    public Optional<RoomPatterns> message() {
        return patterns.map(some -> RoomPatterns.newBuilder().addAllPatterns(some).build());
    }

    /** Whether the session may be in this room. Looks through all patterns. */
    public boolean allow(String room) {
        if (patterns.isEmpty()) {
            return true;
        }
        for (String pattern : patterns.get()) {
            if (matches(pattern, room)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, String room) {
        int last = pattern.length() - 1;
        boolean prefix = last >= 0 && pattern.charAt(last) == '*';
        return prefix ? room.regionMatches(0, pattern, 0, last) : pattern.equals(room);
    }
}
