package dev.halley.logic.events;

/**
 * The session that an event is about.
 *
 * @param app tenant
 * @param user whom it belongs to; empty: nobody
 * @param key its key
 * @param instance comet instance that holds it
 * @param sessionId unique in that instance
 * @param generation of its registration; a later one of the key is higher
 */
public record EventSession(
        String app, String user, String key, String instance, long sessionId, long generation) {}
