package dev.halley.logic.events;

/**
 * Something that happened to a session or its user.
 *
 * @param kind what
 * @param session whose
 * @param atUs when, in microseconds since 1970, by the clock of the node that saw it
 * @param room which room it is about; empty: about none
 * @param reason why the session ended, in lower case; empty: it did not
 */
record Event(EventKind kind, EventSession session, long atUs, String room, String reason) {}
