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

    private Operation() {}
}
