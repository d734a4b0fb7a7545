package dev.halley.sdk;

/**
 * What happens to a client. Every method runs on the client's own event loop thread, one at a time
 * and in order: do not block in it, or heartbeats stop and the server closes the session. What a
 * method throws is logged and counted, and changes nothing else.
 */
public interface ClientListener {

    /** A message arrived; messages come in the order in which the server sent them. */
    void onMessage(Message message);

    /** The client moved from one state to another. */
    default void onState(ClientState from, ClientState to) {}

    /** A heartbeat was answered; {@code roomMembers} is 0 without a room. */
    default void onHeartbeat(int roomMembers) {}

    /** A connection, or an attempt to make one, is over. */
    default void onDisconnect(Disconnect disconnect) {}
}
