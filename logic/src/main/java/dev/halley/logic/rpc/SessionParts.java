package dev.halley.logic.rpc;

import dev.halley.logic.auth.Authentication;
import dev.halley.logic.comets.Comets;
import dev.halley.logic.events.SessionEvents;
import dev.halley.logic.online.OnlineStore;
import dev.halley.logic.registry.SessionRegistry;
import java.time.Duration;

/**
 * What sessions are served from.
 *
 * @param authentication who clients are
 * @param sessions who is connected
 * @param online what comets report of their rooms
 * @param comets questions to comets
 * @param outgoing what goes out to others
 */
public record SessionParts(
        Authentication authentication,
        SessionRegistry sessions,
        OnlineStore online,
        Comets comets,
        Outgoing outgoing) {
    /**
     * What goes out to others.
     *
     * @param upstream messages from clients
     * @param events what happens to sessions
     * @param renewalInterval how often comets have to renew routes
     */
    public record Outgoing(
            UpstreamService upstream, SessionEvents events, Duration renewalInterval) {}
}
