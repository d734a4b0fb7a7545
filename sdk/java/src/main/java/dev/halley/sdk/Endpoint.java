package dev.halley.sdk;

import static java.util.Objects.requireNonNull;

/**
 * Where a comet listens.
 *
 * @param transport TCP or WebSocket; the two have ports of their own
 * @param host name or address; resolved at every dial, so that a name may move
 * @param port 1 to 65535
 */
public record Endpoint(Transport transport, String host, int port) {

    /** What carries the frames between client and comet. */
    public enum Transport {
        /** Frames back to back on a TCP connection. */
        TCP,
        /** Frames in binary WebSocket messages (RFC 6455) at the path {@code /sub}. */
        WEBSOCKET
    }

    /** Checks the values. */
    public Endpoint {
        requireNonNull(transport, "transport");
        requireNonNull(host, "host");
        if (host.isBlank()) {
            throw new IllegalArgumentException(
                    "host: \"" + host + "\" (expected: a name or address)");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 1-65535)");
        }
    }

    /** A comet's TCP listener. */
    public static Endpoint tcp(String host, int port) {
        return new Endpoint(Transport.TCP, host, port);
    }

    /** A comet's WebSocket listener. */
    public static Endpoint webSocket(String host, int port) {
        return new Endpoint(Transport.WEBSOCKET, host, port);
    }
}
