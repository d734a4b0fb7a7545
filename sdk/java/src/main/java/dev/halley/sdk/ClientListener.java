package dev.halley.sdk;

import dev.halley.sdk.events.RoomAnswer;
import dev.halley.sdk.events.ServerError;
import dev.halley.sdk.events.SessionStart;
import dev.halley.sdk.events.StreamAnswer;
import dev.halley.sdk.positions.Gap;

/**
 * What happens to a client. Every method runs on the client's own event loop thread, one at a time
 * and in order: do not block in it, or heartbeats stop and the server closes the session. What a
 * method throws is logged and counted, and changes nothing else.
 */
public interface ClientListener {

    /**
     * A message arrived. Messages come in the order in which the server sent them; in version 2 each
     * message of a stream comes once, over reconnects too.
     */
    void onMessage(Message message);

    /** The client moved from one state to another. */
    default void onState(ClientState from, ClientState to) {}

    /** A heartbeat was answered; {@code roomMembers} is 0 without a room. */
    default void onHeartbeat(int roomMembers) {}

    /** A connection, or an attempt to make one, is over. */
    default void onDisconnect(Disconnect disconnect) {}

    /** The server let the session in; version 2. Called after the state is ONLINE. */
    default void onSession(SessionStart session) {}

    /** The client was away from a stream, and all that it missed follows; version 2. */
    default void onRecovered(StreamAnswer stream) {}

    /**
     * The client was away from a stream, and what it missed is not to be had, in part or at all;
     * version 2. Load what you need afresh; messages go on from the place named.
     */
    default void onNotRecovered(StreamAnswer stream) {}

    /** Messages of a stream will not come, though the session lives; version 2. */
    default void onGap(Gap gap) {}

    /**
     * The session is in a room, or in one no more, and not because this client just asked: the
     * business system did it, or a connect did not lead to where the client was before; version 2.
     */
    default void onRoom(RoomAnswer room) {}

    /** The server refused something that nobody waits for; version 2. */
    default void onError(ServerError error) {}
}
