package dev.halley.sdk;

/** What carries the frames between client and comet. */
public enum Transport {
    /** Frames back to back on a TCP connection. */
    TCP,
    /** Frames in binary WebSocket messages (RFC 6455) at the path {@code /sub}. */
    WEBSOCKET
}
