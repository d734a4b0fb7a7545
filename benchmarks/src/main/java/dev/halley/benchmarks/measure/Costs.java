package dev.halley.benchmarks.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the server's processes used, by the names given to them.
 *
 * @param cpuUsPerDelivery CPU in the measured window over deliveries in it
 * @param cpuUsPerPush the same over pushes
 * @param cpuCores cores kept busy in the measured window
 * @param rssKbPerSession growth of resident memory while the sessions connected, over sessions
 * @param rssKb resident memory at the end of the measured window
 * @param switchesPerSecond context switches of their threads in the measured window
 * @param jvms what those did that are JVMs, for deliveries
 */
public record Costs(
        Map<String, Double> cpuUsPerDelivery,
        Map<String, Double> cpuUsPerPush,
        Map<String, Double> cpuCores,
        Map<String, Double> rssKbPerSession,
        Map<String, Long> rssKb,
        Map<String, Double> switchesPerSecond,
        Map<String, JvmCosts> jvms) {

    private static final Pattern NUMBER = Pattern.compile("-\\d+$");

    /** CPU over pushes of all nodes of a tier together: of {@code job-1} and {@code job-2}. */
    public Map<String, Double> cpuUsPerPushByTier() {
        Map<String, Double> sums = new LinkedHashMap<>();
        cpuUsPerPush.forEach(
                (name, us) -> sums.merge(NUMBER.matcher(name).replaceFirst(""), us, Double::sum));
        return sums;
    }
}
