package dev.halley.benchmarks.client;

import java.net.InetSocketAddress;

/**
 * The server under load.
 *
 * @param address its listener, on loopback
 * @param wire what it speaks there
 */
public record LoadTarget(InetSocketAddress address, Wire wire) {

    /** Whether its connections are of WebSocket. */
    public boolean webSocket() {
        return wire.webSocket();
    }
}
