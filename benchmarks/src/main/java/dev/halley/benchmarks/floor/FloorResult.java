package dev.halley.benchmarks.floor;

import dev.halley.benchmarks.floor.loop.FloorCounts;
import dev.halley.benchmarks.measure.LoadSide;
import dev.halley.benchmarks.measure.Percentiles;
import dev.halley.benchmarks.process.ProcessSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the floor needed.
 *
 * @param spec what was asked for
 * @param flags of its JVM
 * @param writes buffers written in the measured window
 * @param deliveries messages in them
 * @param expected deliveries of the whole run
 * @param received those that arrived
 * @param seconds length of the window
 * @param cpu of the floor
 * @param rss resident memory of the floor
 * @param drainAgeUs how old messages were at the end of the drain that wrote them
 * @param e2eMs from due to arrival, of every sixteenth connection
 * @param closed connections that ended early
 * @param loadSide what receiving took
 */
record FloorResult(
        FloorSpec spec,
        String flags,
        long writes,
        long deliveries,
        long expected,
        long received,
        double seconds,
        Cpu cpu,
        Rss rss,
        FloorCounts.Ages drainAgeUs,
        Percentiles e2eMs,
        int closed,
        LoadSide loadSide) {

    private static final double NANOS_PER_US = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double US_PER_SECOND = 1e6;

    /** Two of the longest pauses and drains of 18,000 connections stay below it. */
    private static final double LATEST_MERGED_US = 500_000;

    /**
     * CPU in the measured window.
     *
     * @param process microseconds of the whole process, as a comet's is told
     * @param loop microseconds of its event loop alone
     * @param allocated bytes allocated by the loop
     */
    record Cpu(double process, double loop, long allocated) {}

    /**
     * Resident memory.
     *
     * @param kb at the end
     * @param growthKb while the connections were made
     */
    record Rss(long kb, long growthKb) {}

    /**
     * How connecting went.
     *
     * @param flags of the floor's JVM
     * @param before the floor's process before
     * @param after the floor's process after
     * @param nanos how long it took
     */
    record Connected(String flags, ProcessSample before, ProcessSample after, long nanos) {}

    static FloorResult of(
            FloorSpec spec, Connected connected, FloorRun.Window window, Percentiles ages) {
        FloorMoment from = window.from();
        FloorMoment to = window.to();
        double wall = to.nanos() - from.nanos();
        long deliveries = to.counts().deliveries() - from.counts().deliveries();
        double clients = to.clientCpuNanos() - from.clientCpuNanos();
        return new FloorResult(
                spec,
                connected.flags(),
                to.counts().writes() - from.counts().writes(),
                deliveries,
                spec.allDeliveries(),
                window.received(),
                wall / NANOS_PER_SECOND,
                new Cpu(
                        (to.floor().cpuNanos() - from.floor().cpuNanos()) / NANOS_PER_US,
                        (to.counts().cpuNanos() - from.counts().cpuNanos()) / NANOS_PER_US,
                        to.counts().allocatedBytes() - from.counts().allocatedBytes()),
                new Rss(to.floor().rssKb(), connected.after().rssKb() - connected.before().rssKb()),
                to.counts().ages(),
                ages,
                window.closed(),
                new LoadSide(
                        ratio(clients / NANOS_PER_US, (double) deliveries),
                        clients / wall / spec.loops(),
                        (to.harness().cpuNanos() - from.harness().cpuNanos()) / wall,
                        0,
                        connected.nanos() / NANOS_PER_SECOND));
    }

    double cpuUsPerWrite() {
        return ratio(cpu.process, (double) writes);
    }

    double loopUsPerWrite() {
        return ratio(cpu.loop, (double) writes);
    }

    double cpuUsPerDelivery() {
        return ratio(cpu.process, (double) deliveries);
    }

    double loopUsPerDelivery() {
        return ratio(cpu.loop, (double) deliveries);
    }

    double messagesPerWrite() {
        return ratio((double) deliveries, (double) writes);
    }

    double allocatedPerDelivery() {
        return ratio((double) cpu.allocated, (double) deliveries);
    }

    /** Cores kept busy. */
    double cores() {
        return cpu.process * NANOS_PER_US / (seconds * NANOS_PER_SECOND);
    }

    double deliveriesPerSecond() {
        return ratio((double) deliveries, seconds);
    }

    double deliveriesPerBusyCore() {
        return ratio(deliveriesPerSecond(), cores());
    }

    double rssKbPerConnection() {
        return ratio((double) rss.growthKb, spec.load().sessions());
    }

    /** Deliveries that did not happen. */
    long lost() {
        return expected - received;
    }

    /** Why the run is not a good one; empty: it is. */
    List<String> objections() {
        List<String> why = new ArrayList<>(loadSide.saturation());
        if (lost() != 0 || closed > 0) {
            why.add("deliveries or connections went missing");
        }
        if (drainAgeUs.p99() > latestUs()) {
            why.add(
                    String.format(
                            Locale.ROOT,
                            "the schedule was not kept: messages were written %.0f ms late",
                            drainAgeUs.p99() / NANOS_PER_US));
        }
        return List.copyOf(why);
    }

    /** What is not merged must be written before the next message is due. */
    private double latestUs() {
        return spec.shape().merges() ? LATEST_MERGED_US : US_PER_SECOND / spec.load().rate();
    }

    int exitCode() {
        return lost() == 0 && closed == 0 ? 0 : 1;
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
