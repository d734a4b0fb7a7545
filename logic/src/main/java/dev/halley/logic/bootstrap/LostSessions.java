package dev.halley.logic.bootstrap;

import dev.halley.logic.events.EventSession;
import dev.halley.logic.events.SessionEvents;
import dev.halley.logic.registry.Removed;
import dev.halley.logic.registry.SessionRoute;
import dev.halley.logic.sweep.SweptSessions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells of sessions that went with their comet. */
final class LostSessions implements SweptSessions {
    private final String app;
    private final SessionEvents events;

    LostSessions(String app, SessionEvents events) {
        this.app = app;
        this.events = events;
    }

    @Override
    public void swept(String instance, List<SessionRoute> sessions, Removed removed) {
        Set<SessionRoute> last = new HashSet<>(removed.lastOfUser());
        for (SessionRoute one : sessions) {
            EventSession session =
                    new EventSession(
                            app,
                            one.user(),
                            one.key(),
                            instance,
                            one.sessionId(),
                            one.generation());
            events.offline(session, last.contains(one), SessionEvents.Reasons.NODE_LOST);
        }
    }
}
