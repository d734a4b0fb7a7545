package dev.halley.benchmarks.accept;

import static java.util.Objects.requireNonNull;

import dev.halley.benchmarks.client.RunNames;
import dev.halley.benchmarks.spec.Check;
import dev.halley.benchmarks.spec.Peer;
import dev.halley.benchmarks.spec.RunLength;
import dev.halley.benchmarks.spec.Server;
import dev.halley.benchmarks.spec.Tuning;
import java.net.InetSocketAddress;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pushes to rooms or users that nobody is in, so that what is measured ends with the answer.
 *
 * @param server what is measured
 * @param pushed what is pushed
 * @param length how long
 * @param rate pushes a second; empty: each caller makes the next as soon as it has its answer
 * @param most measured pushes, after which the run ends early; empty: as many as there is time for
 * @param tuning how the load side works: its callers
 */
public record AcceptSpec(
        Server server,
        Pushed pushed,
        RunLength length,
        OptionalDouble rate,
        OptionalLong most,
        Tuning tuning) {

    private static final int MOST_CALLERS = 512;
    private static final int MOST_TARGETS = 10_000;
    private static final int MOST_PAYLOAD = 65_536;
    private static final int FIRST_OPERATION = 100;
    private static final double MOST_RATE = 100_000;
    private static final long MOST_PUSHES = 100_000_000;

    /**
     * What is pushed.
     *
     * @param route where to
     * @param targets rooms or users that are pushed to in turn
     * @param payloadBytes size of every payload
     * @param operation operation of the pushes
     */
    public record Pushed(PushRoute route, int targets, int payloadBytes, int operation) {

        /** Checks the ranges. */
        public Pushed {
            requireNonNull(route, "route");
            Check.range("targets", targets, 1, MOST_TARGETS);
            Check.range("payload-bytes", payloadBytes, 1, MOST_PAYLOAD);
            Check.range("operation", operation, FIRST_OPERATION, Integer.MAX_VALUE);
        }
    }

    /** Checks the ranges. */
    public AcceptSpec {
        requireNonNull(server, "server");
        requireNonNull(pushed, "pushed");
        requireNonNull(length, "length");
        Check.range("callers", tuning.callers(), 1, MOST_CALLERS);
        rate.ifPresent(value -> Check.range("rate", value, 0.1, MOST_RATE));
        most.ifPresent(value -> Check.range("pushes", (double) value, 1, MOST_PUSHES));
    }

    /** What is pushed, one request for each target. */
    byte[][] requests(InetSocketAddress rest) {
        RunNames names = new RunNames(ThreadLocalRandom.current().nextInt());
        byte[] payload = new byte[pushed.payloadBytes];
        // Nothing that a broker could compress.
        ThreadLocalRandom.current().nextBytes(payload);
        String host = rest.getHostString() + ":" + rest.getPort();
        byte[][] requests = new byte[pushed.targets][];
        for (int target = 0; target < requests.length; target++) {
            requests[target] = pushed.route.request(host, names, target, pushed.operation, payload);
        }
        return requests;
    }

    /** What is run, in one line. */
    String title(Peer peer) {
        return "rest: %d callers push to %d %s of %d API(s), %s, for %s s after %s s, %d bytes"
                .formatted(
                        tuning.callers(),
                        pushed.targets,
                        pushed.route == PushRoute.ROOM ? "room(s)" : "user(s)",
                        peer.rest().size(),
                        rate.isPresent()
                                ? rate.getAsDouble() + " pushes/s"
                                : "each when it has its answer",
                        length.seconds(),
                        length.warmupSeconds(),
                        pushed.payloadBytes);
    }
}
