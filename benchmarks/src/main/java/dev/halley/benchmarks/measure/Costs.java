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

    /**
     * The same, when the processes did more than what was counted.
     *
     * @param deliveries share of the deliveries that was counted, 0 to 1
     * @param pushes share of the pushes
     */
    public Costs shared(double deliveries, double pushes) {
        Map<String, JvmCosts> jvmsShared = new LinkedHashMap<>();
        jvms.forEach(
                (name, jvm) ->
                        jvmsShared.put(
                                name,
                                new JvmCosts(
                                        jvm.use(),
                                        jvm.seconds(),
                                        deliveries == 0 ? 0 : jvm.units() / deliveries)));
        return new Costs(
                times(cpuUsPerDelivery, deliveries),
                times(cpuUsPerPush, pushes),
                cpuCores,
                rssKbPerSession,
                rssKb,
                switchesPerSecond,
                jvmsShared);
    }

    private static Map<String, Double> times(Map<String, Double> values, double factor) {
        Map<String, Double> result = new LinkedHashMap<>();
        values.forEach((name, value) -> result.put(name, value * factor));
        return result;
    }

    /** CPU over pushes of all nodes of a tier together: of {@code job-1} and {@code job-2}. */
    public Map<String, Double> cpuUsPerPushByTier() {
        Map<String, Double> sums = new LinkedHashMap<>();
        cpuUsPerPush.forEach(
                (name, us) -> sums.merge(NUMBER.matcher(name).replaceFirst(""), us, Double::sum));
        return sums;
    }
}
