package dev.halley.logic.comets;

import dev.halley.api.comet.SessionInfo;

/**
 * A session, and where it is.
 *
 * @param node name of the comet node
 * @param session what the comet says about it
 */
public record LiveSession(String node, SessionInfo session) {}
