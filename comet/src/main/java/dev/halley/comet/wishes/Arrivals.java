package dev.halley.comet.wishes;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rooms that a session is on its way into. Getting there takes time, and meanwhile it may be wished
 * elsewhere, or back: the last wish for a room holds. Pure; for one thread.
 */
public final class Arrivals {
    private final Map<String, Way> ways = new HashMap<>(2);

    /** What a session that has got into a room is to do there. */
    public enum Arrival {
        /** It stays, and was not in the room before. */
        NEW,
        /** It stays where it was already. */
        KNOWN,
        /** It leaves at once: it is not wished there any more. */
        UNWANTED
    }

    /**
     * Sets out for a room, which is wished for from here on. Followed by one {@link #arrived}, unless
     * the session ends; the same room may be set out for several times.
     *
     * @param isIn whether the session is in the room already
     */
    public void begin(String room, boolean isIn) {
        Way way = ways.computeIfAbsent(room, name -> new Way());
        way.joins++;
        way.wanted = true;
        way.isIn = isIn;
    }

    /** The session is to be in none of these rooms, into which it may be on its way. */
    public void unwanted(Collection<String> rooms) {
        for (String room : rooms) {
            Way way = ways.get(room);
            if (way != null) {
                way.wanted = false;
                way.isIn = false;
            }
        }
    }

    /** As {@link #unwanted}, of every room that it is on its way into. */
    public void allUnwanted() {
        unwanted(ways.keySet());
    }

    /** Rooms that it is on its way into, and still wished in. */
    public Set<String> wanted() {
        return ways.entrySet().stream()
                .filter(way -> way.getValue().wanted)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The session is in the room; throws IllegalStateException when it had not set out for it. */
    public Arrival arrived(String room) {
        Way way = ways.get(room);
        if (way == null) {
            throw new IllegalStateException("room: " + room + " (expected: one set out for)");
        }
        if (--way.joins == 0) {
            ways.remove(room);
        }
        if (!way.wanted) {
            return Arrival.UNWANTED;
        }
        boolean known = way.isIn;
        way.isIn = true;
        return known ? Arrival.KNOWN : Arrival.NEW;
    }

    /** Whether it is on its way into no room. */
    public boolean isEmpty() {
        return ways.isEmpty();
    }

    private static final class Way {
        private int joins;
        private boolean wanted;
        private boolean isIn;
    }
}
