package dev.halley.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * What the harness itself used, to tell whether its figures are about the server.
 *
 * @param cpuUsPerDelivery CPU of the receiving threads over deliveries
 * @param busiest share of a core that a receiving thread was busy, 0 to 1
 * @param cores cores that the whole harness kept busy
 * @param wakeLateP99Ms how late idle callers woke up
 * @param connectSeconds how long connecting took
 */
public record LoadSide(
        double cpuUsPerDelivery,
        double busiest,
        double cores,
        double wakeLateP99Ms,
        double connectSeconds) {

    private static final double BUSIEST = 0.9;
    private static final double LATEST_MS = 50;

    /** Why the load side was the limit; empty when it was not. */
    public List<String> saturation() {
        List<String> why = new ArrayList<>();
        if (busiest > BUSIEST) {
            why.add(
                    "load side saturated: its receiving threads were %.0f %% busy"
                            .formatted(busiest * 100));
        }
        if (wakeLateP99Ms > LATEST_MS) {
            why.add("load side saturated: pushes were %.0f ms late".formatted(wakeLateP99Ms));
        }
        return List.copyOf(why);
    }
}
