package dev.halley.logic.registry;

/**
 * A session that was just authenticated.
 *
 * @param app tenant
 * @param user whom it belongs to
 * @param key unique in the app; a second session with it replaces the first
 * @param instance comet instance that holds the connection
 * @param sessionId unique in that instance
 */
public record NewSession(String app, String user, String key, String instance, long sessionId) {}
