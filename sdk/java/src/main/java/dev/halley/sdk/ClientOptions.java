package dev.halley.sdk;

import static java.util.Objects.requireNonNull;

import dev.halley.sdk.nodes.NodeSelector;
import java.time.Duration;

/**
 * How a client connects and behaves.
 *
 * @param nodes where to connect; asked before every attempt
 * @param identity who connects
 * @param protocol what it speaks; default {@link Protocol#version2()}
 * @param backoff waits between attempts; default {@link Backoff#standard()}
 * @param timing time limits; default {@link Timing#standard()}
 * @param limits bounds on memory; default {@link Limits#standard()}
 */
public record ClientOptions(
        NodeSelector nodes,
        Identity identity,
        Protocol protocol,
        Backoff backoff,
        Timing timing,
        Limits limits) {

    /** Checks the values. */
    public ClientOptions {
        requireNonNull(nodes, "nodes");
        requireNonNull(identity, "identity");
        requireNonNull(protocol, "protocol");
        requireNonNull(backoff, "backoff");
        requireNonNull(timing, "timing");
        requireNonNull(limits, "limits");
        if (protocol.version() == 1 && identity.rooms().size() > 1) {
            throw new IllegalArgumentException(
                    "rooms: " + identity.rooms().size() + " (expected: at most 1 in version 1)");
        }
    }

    /** Options with every default, for one comet, or a load balancer before several. */
    public static ClientOptions of(Endpoint endpoint, Identity identity) {
        return of(NodeSelector.only(endpoint), identity);
    }

    /** Options with every default, for several comets. */
    public static ClientOptions of(NodeSelector nodes, Identity identity) {
        return new ClientOptions(
                nodes,
                identity,
                Protocol.version2(),
                Backoff.standard(),
                Timing.standard(),
                Limits.standard());
    }

    /** These options for a server of another protocol. */
    public ClientOptions withProtocol(Protocol newProtocol) {
        return new ClientOptions(nodes, identity, newProtocol, backoff, timing, limits);
    }

    /** These options with another backoff. */
    public ClientOptions withBackoff(Backoff newBackoff) {
        return new ClientOptions(nodes, identity, protocol, newBackoff, timing, limits);
    }

    /** These options with other time limits. */
    public ClientOptions withTiming(Timing newTiming) {
        return new ClientOptions(nodes, identity, protocol, backoff, newTiming, limits);
    }

    /** These options with other bounds. */
    public ClientOptions withLimits(Limits newLimits) {
        return new ClientOptions(nodes, identity, protocol, backoff, timing, newLimits);
    }

    /**
     * Time limits.
     *
     * @param connect from the dial to the open connection, WebSocket upgrade included; default 10 s
     * @param auth from the AUTH frame to its reply; default 10 s
     * @param request from a request to its reply; default 10 s
     * @param heartbeat between two heartbeats; default 30 s. A connection whose last two heartbeats
     *     were not answered is given up
     * @param stable how long a session must have lasted for the backoff to start again from its
     *     base; default 10 s
     */
    public record Timing(
            Duration connect,
            Duration auth,
            Duration request,
            Duration heartbeat,
            Duration stable) {

        /** Checks the values. */
        public Timing {
            positive("connect", connect);
            positive("auth", auth);
            positive("request", request);
            positive("heartbeat", heartbeat);
            positive("stable", stable);
        }

        /** Every default. */
        public static Timing standard() {
            Duration ten = Duration.ofSeconds(10);
            return new Timing(ten, ten, ten, Duration.ofSeconds(30), ten);
        }

        private static void positive(String name, Duration value) {
            requireNonNull(value, name);
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
            }
        }
    }

    /**
     * Bounds on what a client holds.
     *
     * @param maxFrameBytes largest frame or WebSocket message taken from the server; a larger one
     *     closes the connection; default 16 MiB
     * @param maxBodyBytes largest body sent; a larger one is refused; default 4096, what a server
     *     with version 1 takes
     * @param maxInFlight requests without a reply yet, those that are queued included; one more
     *     fails at once; default 1024
     * @param maxQueued messages to the server that wait while the client is not online; one more
     *     fails at once; 0: none waits; default 128
     */
    public record Limits(int maxFrameBytes, int maxBodyBytes, int maxInFlight, int maxQueued) {

        /** Checks the values. */
        public Limits {
            atLeast("maxFrameBytes", maxFrameBytes, 64);
            atLeast("maxBodyBytes", maxBodyBytes, 1);
            atLeast("maxInFlight", maxInFlight, 1);
            atLeast("maxQueued", maxQueued, 0);
        }

        /** Every default. */
        public static Limits standard() {
            return new Limits(16 << 20, 4096, 1024, 128);
        }

        private static void atLeast(String name, int value, int least) {
            if (value < least) {
                throw new IllegalArgumentException(
                        name + ": " + value + " (expected: >= " + least + ")");
            }
        }
    }
}
