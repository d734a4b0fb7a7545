package dev.halley.logic.online;

/**
 * A room and how many are in it.
 *
 * @param room {@code type://id}
 * @param members over all comets
 */
public record RoomCount(String room, int members) {
    private static final String SEPARATOR = "://";

    /** The room's type; empty for a room without one. */
    public String type() {
        int at = room.indexOf(SEPARATOR);
        return at < 0 ? "" : room.substring(0, at);
    }

    /** The room's id: what follows its type. */
    public String id() {
        int at = room.indexOf(SEPARATOR);
        return at < 0 ? room : room.substring(at + SEPARATOR.length());
    }
}
