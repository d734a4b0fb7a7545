package dev.halley.sdk.positions;

import java.util.Map;

/**
 * Where positions outlive a connection. The default keeps them as long as the client; an
 * application that wants to recover over a restart keeps them beside what it made of the messages.
 *
 * <p>{@link #load} is called once, when the client is made; the others on the client's event loop,
 * after the listener has returned, so an application that dies in between is handed that message
 * again. They must not block: keep the newest and write it from another thread. What they throw is
 * logged and counted, and changes nothing else.
 */
public interface PositionStore {

    /** Positions by stream, as they were saved last; empty: begin with what comes now. */
    Map<String, StreamPosition> load();

    /** The client has come so far in the stream. */
    void save(String stream, StreamPosition position);

    /** The client has left the stream, or it exists no more. */
    void forget(String stream);

    /** Positions in memory. Give the same one to the next client to have it go on from there. */
    static PositionStore inMemory() {
        return new MemoryPositions();
    }
}
