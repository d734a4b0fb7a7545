package dev.halley.logic.sweep;

import dev.halley.logic.registry.Removed;
import dev.halley.logic.registry.SessionRoute;
import java.util.List;

/** Told of sessions that ended with their comet. Must not block. */
public interface SweptSessions {
    /**
     * These sessions of that comet are over.
     *
     * @param removed what became of their routes
     */
    void swept(String instance, List<SessionRoute> sessions, Removed removed);
}
