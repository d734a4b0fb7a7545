package dev.halley.sdk.link;

import java.time.Duration;

/**
 * Where to connect and within which bounds.
 *
 * @param webSocket WebSocket at {@code /sub} instead of plain TCP
 * @param host name or address
 * @param port port
 * @param connectLimit for the dial and the upgrade together each
 * @param version of the protocol that goes into the header of each frame
 * @param maxFrameBytes largest frame or message taken
 */
public record LinkTarget(
        boolean webSocket,
        String host,
        int port,
        Duration connectLimit,
        int version,
        int maxFrameBytes) {}
