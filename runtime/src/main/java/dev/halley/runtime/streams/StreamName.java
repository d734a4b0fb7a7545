package dev.halley.runtime.streams;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Whose messages a stream holds. As text {@code user:<user>} or {@code room:<type>://<id>}.
 *
 * @param kind whether of a user or a room
 * @param id the user, or the room with its type; not empty
 */
public record StreamName(Kind kind, String id) {
    private static final String TYPE_END = "://";

    /** What has streams. */
    public enum Kind {
        /** A user: all its sessions. */
        USER("user:"),
        /** A room: all its members. */
        ROOM("room:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** Refuses an empty id. */
    public StreamName {
        requireNonNull(kind, "kind");
        if (id.isEmpty()) {
            throw new IllegalArgumentException("id: empty (expected: a user or a room)");
        }
    }

    /** The stream of a user. */
    public static StreamName ofUser(String user) {
        return new StreamName(Kind.USER, user);
    }

    /** The stream of a room, which is {@code type://id}. */
    public static StreamName ofRoom(String room) {
        return new StreamName(Kind.ROOM, room);
    }

    /** Reads a name; empty when it is none. */
    public static Optional<StreamName> parse(String text) {
        for (Kind kind : Kind.values()) {
            if (text.length() > kind.prefix.length() && text.startsWith(kind.prefix)) {
                return Optional.of(new StreamName(kind, text.substring(kind.prefix.length())));
            }
        }
        return Optional.empty();
    }

    /** What stands before {@code ://}; empty for a user and for a room without a type. */
    public String roomType() {
        int end = kind == Kind.ROOM ? id.indexOf(TYPE_END) : -1;
        return end < 0 ? "" : id.substring(0, end);
    }

    /** The name as text. */
    public String text() {
        return kind.prefix + id;
    }
}
