package dev.halley.benchmarks.measure;

import dev.halley.benchmarks.jvm.JvmUse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one of the server's JVMs used, and for how much.
 *
 * @param use what it did in the measured window
 * @param seconds length of the window
 * @param units deliveries, pushes or handshakes in it
 */
public record JvmCosts(JvmUse use, double seconds, double units) {

    private static final double BYTES_PER_MB = 1 << 20;

    /** Of each JVM, for the same units. */
    public static Map<String, JvmCosts> of(Map<String, JvmUse> uses, double seconds, double units) {
        Map<String, JvmCosts> costs = new LinkedHashMap<>();
        uses.forEach((name, use) -> costs.put(name, new JvmCosts(use, seconds, units)));
        return costs;
    }

    /** Garbage, sooner or later. */
    public double allocatedBytesPerUnit() {
        return units == 0 ? 0 : use.allocatedBytes() / units;
    }

    /** How fast it allocated. */
    public double allocatedMbPerSecond() {
        return seconds == 0 ? 0 : use.allocatedBytes() / BYTES_PER_MB / seconds;
    }
}
