package dev.halley.simulation.around;

/** A client, as the comet it is connected to sees it. */
public interface Audience {
    /** The tenant. */
    String app();

    /** Whose device it is. */
    String user();

    /** Which device it is. */
    String key();

    /** Its AUTH is answered. What takes the session's commands is handed over. */
    void connected(Object session);

    /** Its session was registered, which takes the place of the one before. */
    void registered(Object session);

    /** Whether this is the session that was registered last. */
    boolean isLatest(Object session);

    /** A message has come. */
    void received(long messageId);
}
