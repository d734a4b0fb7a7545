package dev.halley.logic.rpc;

import dev.halley.api.logic.DisconnectRequest;
import dev.halley.api.logic.Registration;
import dev.halley.api.logic.ReportRoomsRequest;
import dev.halley.api.logic.RoomMove;
import dev.halley.logic.events.EventSession;
import dev.halley.logic.events.SessionEvents;
import dev.halley.logic.registry.NewSession;
import dev.halley.logic.registry.Registered;
import dev.halley.logic.registry.Removed;
import dev.halley.logic.registry.SessionRoute;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Turns what comets tell into events. Thread-safe; never blocks. */
final class SessionNews {
    private final SessionEvents events;

    SessionNews(SessionEvents events) {
        this.events = events;
    }

    boolean wantsRooms() {
        return events.wantsRooms();
    }

    void online(NewSession session, Registered registered, String room) {
        events.online(
                new EventSession(
                        session.app(),
                        session.user(),
                        session.key(),
                        session.instance(),
                        session.sessionId(),
                        registered.generation()),
                registered.firstOfUser(),
                room);
    }

    void offline(DisconnectRequest request, Removed removed) {
        Set<SessionRoute> last = new HashSet<>(removed.lastOfUser());
        for (Registration session : request.getSessionsList()) {
            String reason = session.getCloseReason().toLowerCase(Locale.ROOT);
            events.offline(
                    session(request.getApp(), request.getInstance(), session),
                    last.contains(route(session)),
                    reason.isEmpty() ? SessionEvents.Reasons.UNKNOWN : reason);
        }
    }

    void moved(ReportRoomsRequest request) {
        for (RoomMove move : request.getMovesList()) {
            events.moved(
                    session(request.getApp(), request.getInstance(), move.getSession()),
                    move.getLeft(),
                    move.getJoined(),
                    move.getAtUs());
        }
    }

    /** The session as the registry names it. */
    static SessionRoute route(Registration session) {
        return new SessionRoute(
                session.getUser(),
                session.getKey(),
                session.getSessionId(),
                session.getGeneration());
    }

    private static EventSession session(String app, String instance, Registration session) {
        return new EventSession(
                app,
                session.getUser(),
                session.getKey(),
                instance,
                session.getSessionId(),
                session.getGeneration());
    }
}
