package dev.halley.comet.wishes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.halley.api.rooms.RoomRights;
import dev.halley.comet.json.RoomAnswer.Refusal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges which rooms a session may join. Pure. */
public final class RoomAdmission {
    /** The stream of a room with a name this long fits into a frame's header. */
    static final int MAX_NAME_BYTES = 1000;

    private static final String TYPE_END = "://";

    private final RoomRights rights;
    private final int maxRooms;

    /**
     * Judges for one session.
     *
     * @param rights patterns of rooms that it may be in
     * @param maxRooms rooms that it may be in at once
     */
    public RoomAdmission(RoomRights rights, int maxRooms) {
        this.rights = rights;
        this.maxRooms = maxRooms;
    }

    /**
     * Judges each of these rooms, in their order.
     *
     * @param present rooms that the session is in, or is about to be in
     * @return empty for a room that it may join, or is in
     */
    public Map<String, Optional<Refusal>> judge(Collection<String> wanted, Set<String> present) {
        Map<String, Optional<Refusal>> verdicts = new LinkedHashMap<>();
        int free = maxRooms - present.size();
        for (String room : wanted) {
            boolean isNew = !present.contains(room);
            Optional<Refusal> verdict = isNew ? judge(room, free) : Optional.empty();
            if (verdicts.put(room, verdict) == null && isNew && verdict.isEmpty()) {
                free--;
            }
        }
        return verdicts;
    }

    private Optional<Refusal> judge(String room, int free) {
        if (!isRoom(room)) {
            return Optional.of(Refusal.BAD_ROOM);
        }
        if (!rights.allow(room)) {
            return Optional.of(Refusal.NOT_ALLOWED);
        }
        return free > 0 ? Optional.empty() : Optional.of(Refusal.TOO_MANY);
    }

    /** Whether it is {@code type://id}, and not too long. */
    public static boolean isRoom(String name) {
        int type = name.indexOf(TYPE_END);
        return type > 0 && type + TYPE_END.length() < name.length() && isShort(name);
    }

    /** Whether it is not too long; in version 1 that is all that is asked of a name. */
    public static boolean isShort(String name) {
        return name.getBytes(UTF_8).length <= MAX_NAME_BYTES;
    }
}
