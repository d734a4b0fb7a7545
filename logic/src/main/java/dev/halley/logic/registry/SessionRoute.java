package dev.halley.logic.registry;

/**
 * A registered session, as the comet that holds it names it.
 *
 * @param user whom it belongs to
 * @param key its key
 * @param sessionId unique in the comet instance
 * @param generation given at its registration
 */
public record SessionRoute(String user, String key, long sessionId, long generation) {}
