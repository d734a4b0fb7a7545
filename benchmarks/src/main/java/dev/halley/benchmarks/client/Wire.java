package dev.halley.benchmarks.client;

/** What sessions speak, and over what. */
public enum Wire {
    /** goim's frames. */
    TCP("TCP"),
    /** goim's frames in messages of WebSocket. */
    WEBSOCKET("WebSocket"),
    /** Centrifugo's client protocol, in its binary form, in messages of WebSocket. */
    CENTRIFUGO("Centrifugo's WebSocket");

    private final String words;

    Wire(String words) {
        this.words = words;
    }

    /** Whether connections are of WebSocket. */
    public boolean webSocket() {
        return this != TCP;
    }

    /** As it is told. */
    @Override
    public String toString() {
        return words;
    }
}
