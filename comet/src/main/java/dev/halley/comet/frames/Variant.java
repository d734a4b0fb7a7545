package dev.halley.comet.frames;

import dev.halley.wire.FrameHeader;

/** How a session's frames look on the wire. A delivery is encoded once for each variant it needs. */
public enum Variant {
    /** Frames of protocol version 1, back to back. */
    TCP_V1(FrameHeader.VERSION_1, false),
    /**
     * One binary WebSocket message of protocol version 1: a frame, or several of them behind a frame
     * header of operation 9.
     */
    WS_V1(FrameHeader.VERSION_1, true),
    /** Frames of protocol version 2, back to back; messages have an extension. */
    TCP_V2(FrameHeader.VERSION_2, false),
    /** As {@link #WS_V1}, with frames of protocol version 2. */
    WS_V2(FrameHeader.VERSION_2, true),
    /** Text messages of the WebSocket subprotocol {@code halley.json}, one for each frame. */
    WS_JSON(FrameHeader.VERSION_2, true);

    private final int protocolVersion;
    private final boolean webSocket;

    Variant(int protocolVersion, boolean webSocket) {
        this.protocolVersion = protocolVersion;
        this.webSocket = webSocket;
    }

    /** 1 or 2. */
    public int protocolVersion() {
        return protocolVersion;
    }

    /** Whether it is WebSocket, binary or JSON. */
    public boolean isWebSocket() {
        return webSocket;
    }

    /** The same kind of connection when its session is of protocol version 2. */
    public Variant version2() {
        return switch (this) {
            case TCP_V1, TCP_V2 -> TCP_V2;
            case WS_V1, WS_V2 -> WS_V2;
            case WS_JSON -> WS_JSON;
        };
    }
}
