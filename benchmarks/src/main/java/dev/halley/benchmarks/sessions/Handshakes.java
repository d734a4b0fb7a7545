package dev.halley.benchmarks.sessions;

import dev.halley.benchmarks.measure.Percentiles;
import java.util.Map;

/**
 * What connecting cost.
 *
 * @param online sessions whose AUTH was answered
 * @param failed sessions that never came online
 * @param seconds from the first dial to the last reply
 * @param ms from the dial to the reply to AUTH
 * @param cpuUs CPU of each of the server's processes over handshakes
 * @param loadBusy share of a core that the busiest dialling thread was busy, 0 to 1
 */
public record Handshakes(
        int online,
        int failed,
        double seconds,
        Percentiles ms,
        Map<String, Double> cpuUs,
        double loadBusy) {

    /** Handshakes a second. */
    double perSecond() {
        return seconds == 0 ? 0 : online / seconds;
    }

    /** CPU over handshakes, of all processes together. */
    double cpuUsOfAll() {
        return cpuUs.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
