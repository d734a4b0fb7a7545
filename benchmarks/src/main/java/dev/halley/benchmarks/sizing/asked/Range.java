package dev.halley.benchmarks.sizing.asked;

/** Range checks with one wording. */
final class Range {

    private static final double PLAIN_BELOW = 1e15;

    private Range() {}

    static void check(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "%s: %s (expected: %s to %s)"
                            .formatted(name, plain(value), plain(least), plain(most)));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < PLAIN_BELOW
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
