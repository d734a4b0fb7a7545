package dev.halley.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * What the harness itself used, to tell whether its figures are about the server.
 *
 * @param cpuUsPerDelivery CPU of the receiving threads over deliveries
 * @param busiest share of a core that the busiest receiving thread was busy, 0 to 1
 * @param cores cores that the whole harness kept busy
 * @param wakeLateP99Ms how late idle callers woke up
 * @param hiccupMs how late a thread woke that only slept
 * @param connectSeconds how long connecting took
 * @param mostLateMs bound of {@code wakeLateP99Ms}, beyond which the load side was the limit
 * @param processes that held the sessions; empty: the harness itself did
 */
public record LoadSide(
        double cpuUsPerDelivery,
        double busiest,
        double cores,
        double wakeLateP99Ms,
        Percentiles hiccupMs,
        double connectSeconds,
        double mostLateMs,
        List<Share> processes) {

    /** Far more than a machine at ease needs, and less than what a latency would be blamed for. */
    public static final double MOST_LATE_MS = 50;

    private static final double BUSIEST = 0.9;
    private static final double PERCENT = 100;

    /** Copies the list. */
    public LoadSide {
        processes = List.copyOf(processes);
    }

    /**
     * A process that held a share of the sessions.
     *
     * @param busiest share of a core that its busiest receiving thread was busy, 0 to 1
     * @param cores cores that it kept busy
     * @param hiccupMs how late a thread of it woke that only slept
     */
    public record Share(double busiest, double cores, Percentiles hiccupMs) {}

    /** Of a load whose hiccups were not measured, with the usual bound. */
    public LoadSide(
            double cpuUsPerDelivery,
            double busiest,
            double cores,
            double wakeLateP99Ms,
            double connectSeconds) {
        this(
                cpuUsPerDelivery,
                busiest,
                cores,
                wakeLateP99Ms,
                new Percentiles(0, 0, 0, 0),
                connectSeconds,
                MOST_LATE_MS,
                List.of());
    }

    /** Why the load side was the limit; empty when it was not. */
    public List<String> saturation() {
        List<String> why =
                new ArrayList<>(saturation("receiving", busiest, wakeLateP99Ms, mostLateMs));
        for (int at = 0; at < processes.size(); at++) {
            double late = processes.get(at).hiccupMs().p99();
            if (late > mostLateMs) {
                why.add(
                        "load side saturated: load process %d woke %.0f ms late"
                                .formatted(at + 1, late));
            }
        }
        return List.copyOf(why);
    }

    /** The same for any load: threads of this kind so busy, and a schedule kept so late. */
    public static List<String> saturation(
            String threads, double busiest, double lateP99Ms, double mostLateMs) {
        List<String> why = new ArrayList<>();
        if (busiest > BUSIEST) {
            why.add(
                    "load side saturated: its %s threads were %.0f %% busy"
                            .formatted(threads, busiest * PERCENT));
        }
        if (lateP99Ms > mostLateMs) {
            why.add("load side saturated: pushes were %.0f ms late".formatted(lateP99Ms));
        }
        return List.copyOf(why);
    }
}
