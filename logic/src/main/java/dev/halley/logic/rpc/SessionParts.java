package dev.halley.logic.rpc;

import dev.halley.logic.auth.Authenticator;
import dev.halley.logic.comets.Comets;
import dev.halley.logic.online.OnlineStore;
import dev.halley.logic.registry.SessionRegistry;

/** What sessions are served from. */
public record SessionParts(
        Authenticator authenticator,
        SessionRegistry sessions,
        OnlineStore online,
        Comets comets,
        UpstreamService upstream) {}
