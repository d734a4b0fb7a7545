package dev.halley.comet.frames;

/** How a session's frames look on the wire. A delivery is encoded once for each variant it needs. */
public enum Variant {
    /** Frames of protocol version 1, back to back. */
    TCP_V1,
    /**
     * One binary WebSocket message of protocol version 1: a frame, or several of them behind a frame
     * header of operation 9.
     */
    WS_V1
}
