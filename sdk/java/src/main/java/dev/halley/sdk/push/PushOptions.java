package dev.halley.sdk.push;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;

/**
 * How a push client reaches logic.
 *
 * @param base for example {@code http://127.0.0.1:3111}; a path in it is kept
 * @param connectLimit for opening a connection; default 5 s
 * @param requestLimit from the request to the whole answer; default 10 s
 * @param maxInFlight pushes without an answer yet; one more fails at once; default 1024
 */
public record PushOptions(URI base, Duration connectLimit, Duration requestLimit, int maxInFlight) {

    /** Checks the values. */
    public PushOptions {
        requireNonNull(base, "base");
        String scheme = base.getScheme();
        if (base.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException(
                    "base: " + base + " (expected: http://host:port or https://host:port)");
        }
        positive("connectLimit", connectLimit);
        positive("requestLimit", requestLimit);
        if (maxInFlight < 1) {
            throw new IllegalArgumentException("maxInFlight: " + maxInFlight + " (expected: >= 1)");
        }
    }

    /** Options with every default. */
    public static PushOptions of(URI base) {
        return new PushOptions(base, Duration.ofSeconds(5), Duration.ofSeconds(10), 1024);
    }

    private static void positive(String name, Duration value) {
        requireNonNull(value, name);
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
    }
}
