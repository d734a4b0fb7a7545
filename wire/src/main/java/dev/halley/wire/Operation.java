package dev.halley.wire;

/**
 * Operations that the protocol itself gives a meaning. Any other number is the business's: from a
 * client it is an upstream message, from the server a push.
 */
public final class Operation {
    /** Client: I am here. */
    public static final int HEARTBEAT = 2;

    /** Server: body is an int32, the members of the session's room over all comets. */
    public static final int HEARTBEAT_REPLY = 3;

    /** Client: upstream message; its reply has the same operation and no body. */
    public static final int SEND_MESSAGE = 4;

    /** Server: the connection closes next; version 2 only. */
    public static final int DISCONNECT = 6;

    /** Client: first frame of a session, body is its token. */
    public static final int AUTH = 7;

    /** Server: the session is authenticated. */
    public static final int AUTH_REPLY = 8;

    /** Server, WebSocket only: the body is several complete frames. */
    public static final int RAW_BATCH = 9;

    /** Client: body is the room to go to, empty to leave. */
    public static final int CHANGE_ROOM = 12;

    /** Server: body is the request's. */
    public static final int CHANGE_ROOM_REPLY = 13;

    /** Client: body is the operations to receive from now on, as {@code 1000,1001}. */
    public static final int ACCEPT = 14;

    /** Server: body is the request's. */
    public static final int ACCEPT_REPLY = 15;

    /** Client: body is the operations to receive no more. */
    public static final int STOP_ACCEPTING = 16;

    /** Server: body is the request's. */
    public static final int STOP_ACCEPTING_REPLY = 17;

    /** Client, version 2: JSON of the rooms to join, and from where to recover. */
    public static final int JOIN_ROOMS = 18;

    /** Server: JSON, for each room whether it was joined. */
    public static final int JOIN_ROOMS_REPLY = 19;

    /** Client, version 2: JSON of the rooms to leave. */
    public static final int LEAVE_ROOMS = 20;

    /** Server: JSON of the rooms that were left. */
    public static final int LEAVE_ROOMS_REPLY = 21;

    /** Client, version 2: JSON of a stream, epoch and offset up to which the user has read. */
    public static final int ACKNOWLEDGE = 22;

    /** Server: JSON of where the user's read position stands. */
    public static final int ACKNOWLEDGE_REPLY = 23;

    /** Client, version 2: JSON of streams and places behind which messages are asked for. */
    public static final int RECOVER = 24;

    /** Server: JSON, for each stream whether it is recovered. */
    public static final int RECOVER_REPLY = 25;

    /** Server, version 2: JSON of messages that this session will not get unless it recovers. */
    public static final int GAP = 26;

    /** Server, version 2: JSON; the stream has moved on without anything for this session. */
    public static final int POSITION = 27;

    /** Server, version 2: JSON; connect to another node after a delay. */
    public static final int RECONNECT = 28;

    /** Server, version 2: JSON; what was wrong with a request. */
    public static final int ERROR = 30;

    private Operation() {}
}
