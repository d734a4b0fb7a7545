package dev.halley.logic.config;

/** Which events are written. */
public enum EventKinds {
    /** None; the topic is not made. */
    NONE,
    /** Users that come online and go offline. */
    USERS,
    /** These, each session, and rooms joined and left. */
    ALL
}
