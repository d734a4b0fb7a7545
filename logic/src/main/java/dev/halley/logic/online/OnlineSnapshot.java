package dev.halley.logic.online;

import java.util.Map;

/** What every comet that reports has, by its instance id. At most some seconds old. */
public record OnlineSnapshot(Map<String, CometCounts> comets) {
    /** Copies the map. */
    public OnlineSnapshot {
        comets = Map.copyOf(comets);
    }
}
