package dev.halley.sdk.positions;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Positions in memory; one client may save while the next loads. */
final class MemoryPositions implements PositionStore {

    private final Map<String, StreamPosition> positions = new ConcurrentHashMap<>();

    @Override
    public Map<String, StreamPosition> load() {
        return Map.copyOf(positions);
    }

    @Override
    public void save(String stream, StreamPosition position) {
        positions.put(stream, position);
    }

    @Override
    public void forget(String stream) {
        positions.remove(stream);
    }
}
