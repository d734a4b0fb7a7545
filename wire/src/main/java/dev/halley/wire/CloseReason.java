package dev.halley.wire;

import java.util.Locale;

/**
 * Why a session or connection ended: one list for the wire, the logs and the metrics. On WebSocket
 * it is the close code; in protocol version 2 over TCP it is the body of the disconnect operation.
 */
public enum CloseReason {
    /** The client closed, or its connection broke. Never sent. */
    CLIENT_GONE(4000, true),
    /** Logic refused the token. */
    AUTH_FAILED(4001, false),
    /** No AUTH frame within the handshake time. */
    AUTH_TIMEOUT(4002, true),
    /** Nothing was heard from the client for several heartbeats. */
    HEARTBEAT_LOST(4003, true),
    /** The client broke the protocol. */
    PROTOCOL_ERROR(4004, false),
    /** Another session took this session's key. */
    REPLACED(4005, false),
    /** A business system ended the session. */
    KICKED(4006, false),
    /** The client did not read what it was sent. */
    SLOW_CONSUMER(4007, true),
    /** A limit on connections or sessions was reached. */
    TOO_MANY(4008, false),
    /** The node is going down: connect to another one. */
    DRAINING(4009, true),
    /** Something failed on our side. */
    INTERNAL(4010, true);

    private final int webSocketCode;
    private final boolean reconnect;

    CloseReason(int webSocketCode, boolean reconnect) {
        this.webSocketCode = webSocketCode;
        this.reconnect = reconnect;
    }

    /** Close code in the range RFC 6455 leaves to applications. */
    public int webSocketCode() {
        return webSocketCode;
    }

    /** Whether a client should try again by itself. */
    public boolean reconnect() {
        return reconnect;
    }

    /** The name as a metric label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
