package dev.halley.benchmarks.spec;

/** Range checks with one wording. */
public final class Check {

    private Check() {}

    /**
     * Fails unless a value is within its range, both ends included.
     *
     * @throws IllegalArgumentException naming the value and the range
     */
    public static void range(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "%s: %s (expected: %s to %s)"
                            .formatted(name, plain(value), plain(least), plain(most)));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
