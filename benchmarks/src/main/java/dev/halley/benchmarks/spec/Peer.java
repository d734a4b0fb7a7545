package dev.halley.benchmarks.spec;

import static java.util.Objects.requireNonNull;

import dev.halley.benchmarks.client.LoadTarget;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * The server to measure. It must be on loopback: this is a load generator, and other machines are
 * not to be hit by a typing error.
 *
 * @param client where sessions connect
 * @param rest where pushes go, plain HTTP
 */
public record Peer(LoadTarget client, InetSocketAddress rest) {

    private static final int HTTP_PORT = 80;

    /** Checks that both are on loopback. */
    public Peer {
        requireNonNull(client, "client");
        requireNonNull(rest, "rest");
        onLoopback("host", client.address());
        onLoopback("rest", rest);
    }

    /** Resolves the names. */
    public static Peer of(boolean webSocket, String host, int port, String restUrl) {
        URI rest = URI.create(restUrl);
        if (!"http".equals(rest.getScheme()) || rest.getHost() == null) {
            throw new IllegalArgumentException(
                    "rest: " + restUrl + " (expected: http://host:port)");
        }
        int restPort = rest.getPort() < 0 ? HTTP_PORT : rest.getPort();
        return new Peer(
                new LoadTarget(resolve("host", host, port), webSocket),
                resolve("rest", rest.getHost(), restPort));
    }

    private static InetSocketAddress resolve(String name, String host, int port) {
        Check.range("port", port, 1, 65_535);
        try {
            // The family that the server listens on is not known; IPv4 is what goim defaults to.
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (address.getAddress().length == 4) {
                    return new InetSocketAddress(address, port);
                }
            }
            return new InetSocketAddress(InetAddress.getAllByName(host)[0], port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    name + ": " + host + " (expected: a name that resolves)", e);
        }
    }

    private static void onLoopback(String name, InetSocketAddress address) {
        if (!address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "%s: %s (expected: a loopback address)"
                            .formatted(name, address.getHostString()));
        }
    }
}
