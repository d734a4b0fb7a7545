package dev.halley.benchmarks.spec;

import dev.halley.benchmarks.client.LoadTarget;
import dev.halley.benchmarks.client.Wire;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/**
 * The server to measure. It must be on loopback: this is a load generator, and other machines are
 * not to be hit by a typing error.
 *
 * @param comets where sessions connect, spread evenly; at least one
 * @param rest where pushes go in turn, plain HTTP; at least one
 */
public record Peer(List<LoadTarget> comets, List<InetSocketAddress> rest) {

    private static final int HTTP_PORT = 80;

    /** Checks that all are on loopback. */
    public Peer {
        comets = List.copyOf(comets);
        rest = List.copyOf(rest);
        if (comets.isEmpty() || rest.isEmpty()) {
            throw new IllegalArgumentException(
                    (comets.isEmpty() ? "comet" : "rest") + ": none (expected: at least one)");
        }
        comets.forEach(comet -> onLoopback("host", comet.address()));
        rest.forEach(address -> onLoopback("rest", address));
    }

    /**
     * Resolves the names.
     *
     * @param wire what sessions speak
     * @param comets {@code host:port} of each
     * @param rest URL of each
     */
    public static Peer of(Wire wire, List<String> comets, List<String> rest) {
        return new Peer(
                comets.stream().map(comet -> comet(wire, comet)).toList(),
                rest.stream().map(Peer::rest).toList());
    }

    /**
     * Resolves {@code host:port} of a management endpoint.
     *
     * @throws IllegalArgumentException if it is none, or not on loopback
     */
    public static InetSocketAddress address(String text) {
        InetSocketAddress address = resolve("management", text, "management");
        onLoopback("management", address);
        return address;
    }

    private static LoadTarget comet(Wire wire, String text) {
        return new LoadTarget(resolve("comet", text, "host"), wire);
    }

    private static InetSocketAddress resolve(String option, String text, String name) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("\\d{1,6}")) {
            throw new IllegalArgumentException(option + ": " + text + " (expected: host:port)");
        }
        return resolve(name, text.substring(0, colon), Integer.parseInt(port));
    }

    private static InetSocketAddress rest(String url) {
        URI rest = URI.create(url);
        if (!"http".equals(rest.getScheme()) || rest.getHost() == null) {
            throw new IllegalArgumentException("rest: " + url + " (expected: http://host:port)");
        }
        return resolve("rest", rest.getHost(), rest.getPort() < 0 ? HTTP_PORT : rest.getPort());
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
