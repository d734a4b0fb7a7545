package dev.halley.logic.online;

import java.util.Map;

/**
 * What one comet instance last reported.
 *
 * @param rooms members by room; every count at least 1
 * @param sessions sessions on it
 * @param addresses distinct remote addresses on it
 */
public record CometCounts(Map<String, Integer> rooms, int sessions, int addresses) {
    /** Copies the map. */
    public CometCounts {
        rooms = Map.copyOf(rooms);
    }
}
