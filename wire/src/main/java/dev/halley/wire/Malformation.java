package dev.halley.wire;

/** The ways in which a stream of frames can be broken. */
public enum Malformation {
    /** Smaller than the header, or larger than allowed. */
    PACKET_LENGTH("packet length"),
    /** Not one this side takes. */
    HEADER_LENGTH("header length"),
    /** A version 2 extension does not fit its header. */
    EXTENSION_LENGTH("extension length"),
    /** Bits or an opcode of a WebSocket frame that mean nothing here. */
    WEBSOCKET_OPCODE("websocket opcode"),
    /** A text message. */
    WEBSOCKET_TEXT("websocket text message"),
    /** A binary message where text is spoken. */
    WEBSOCKET_BINARY("websocket binary message"),
    /** A fragmented message. */
    WEBSOCKET_FRAGMENT("websocket fragment"),
    /** A client has to mask its frames. */
    WEBSOCKET_UNMASKED("websocket unmasked"),
    /** A WebSocket frame larger than allowed. */
    WEBSOCKET_LENGTH("websocket length"),
    /** The message is not one whole frame. */
    WEBSOCKET_NOT_ONE_FRAME("websocket message is not one frame");

    private final String text;

    Malformation(String text) {
        this.text = text;
    }

    /** In words, for logs. */
    public String text() {
        return text;
    }
}
