package dev.halley.benchmarks.client;

import java.net.InetSocketAddress;

/**
 * The server under load.
 *
 * @param address its listener, on loopback
 * @param webSocket WebSocket instead of TCP
 */
public record LoadTarget(InetSocketAddress address, boolean webSocket) {}
