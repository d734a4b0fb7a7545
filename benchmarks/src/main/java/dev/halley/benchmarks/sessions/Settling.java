package dev.halley.benchmarks.sessions;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells when a figure that is looked at again and again has come to rest: when its last readings
 * all lie within a hundredth of their highest. Pure.
 */
final class Settling {

    private static final double WITHIN = 0.01;

    private final int readings;
    private final Deque<Double> last = new ArrayDeque<>();

    /** For so many readings in a row. */
    Settling(int readings) {
        this.readings = readings;
    }

    /** Takes a reading; whether it has come to rest. */
    boolean settledWith(double reading) {
        last.addLast(reading);
        if (last.size() > readings) {
            last.removeFirst();
        }
        double highest = last.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double lowest = last.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        return last.size() == readings && highest - lowest <= WITHIN * Math.abs(highest);
    }
}
