package dev.halley.benchmarks.measure.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.halley.benchmarks.measure.Continuity;
import dev.halley.benchmarks.measure.Counted;
import dev.halley.benchmarks.measure.LoadSide;
import dev.halley.benchmarks.measure.Percentiles;
import dev.halley.benchmarks.measure.Pushes;
import dev.halley.benchmarks.measure.Recovery;
import dev.halley.benchmarks.measure.RunResult;
import dev.halley.benchmarks.measure.StepReport;
import dev.halley.benchmarks.measure.StormReport;

/** A result as one line of JSON. */
public final class JsonReport {

    private JsonReport() {}

    /** The line, without its end. Keys are listed in docs/benchmarks/harness.md. */
    public static String line(RunResult result) {
        return tree(result).toString();
    }

    /** The same, as a part of something larger. */
    public static ObjectNode tree(RunResult result) {
        JsonFigures figures = new JsonFigures();
        ObjectNode root = figures.root();
        Counted counted = result.counted();
        root.put("expected", counted.expected());
        root.put("delivered", counted.delivered());
        root.put("lost", counted.lost());
        root.put("duplicated", counted.duplicated());
        root.put("reordered", counted.reordered());
        root.put("deliveries_per_s", JsonFigures.round(result.rates().deliveriesPerSecond()));
        root.put("messages_per_frame", JsonFigures.round(result.rates().messagesPerFrame()));
        JsonFigures.percentiles(root.putObject("e2e_ms"), result.e2eMs());
        JsonFigures.percentiles(root.putObject("rest_ms"), result.restMs());
        JsonFigures.map(root.putObject("cpu_us_per_delivery"), result.costs().cpuUsPerDelivery());
        JsonFigures.map(root.putObject("rss_kb_per_session"), result.costs().rssKbPerSession());
        root.put("failed_connects", counted.failedConnects());
        root.put("closed_early", counted.closedEarly());
        JsonFigures.map(root.putObject("cpu_us_per_push"), result.costs().cpuUsPerPush());
        JsonFigures.map(
                root.putObject("cpu_us_per_push_by_tier"), result.costs().cpuUsPerPushByTier());
        JsonFigures.map(root.putObject("cpu_cores"), result.costs().cpuCores());
        JsonFigures.map(root.putObject("rss_kb"), result.costs().rssKb());
        figures.put("context_switches_per_s", result.costs().switchesPerSecond());
        JvmFigures.put(figures, "delivery", result.costs().jvms());
        root.put("frames", result.rates().frames());
        root.put("frames_are", result.rates().framesAre());
        root.put("seconds", JsonFigures.round(result.rates().seconds()));
        root.put("warmup_lost", counted.warmupLost());
        root.put("misrouted", counted.misrouted());
        root.put("strays", counted.strays());
        pushes(root, result.pushes());
        continuity(root, result.continuity());
        root.put("delivered_percent", JsonFigures.round(result.deliveredPercent()));
        result.recovery().ifPresent(recovery -> recovery(root, recovery));
        result.storm().ifPresent(storm -> storm(root, storm));
        loadSide(root, result.loadSide());
        figures.end(result.objections(), result.troubles(), result.title());
        return root;
    }

    private static void pushes(ObjectNode root, Pushes pushes) {
        root.put("pushes", pushes.accepted());
        root.put("rest_refused", pushes.refused());
        root.put("rest_errors", pushes.ambiguous());
        root.put("rest_unsent", pushes.unsent());
        root.put("rest_behind", pushes.behind());
    }

    private static void continuity(ObjectNode root, Continuity continuity) {
        root.put("reconnects", continuity.reconnects());
        brief(root.putObject("reconnect_ms"), continuity.reconnectMs());
        ObjectNode histogram = root.putObject("reconnect_histogram");
        continuity
                .reconnectHistogram()
                .forEach((second, count) -> histogram.put(Double.toString(second), count));
        root.put("missed_while_away", continuity.missed().whileAway());
        root.put("missed_in_flight", continuity.missed().inFlight());
        brief(root.putObject("in_flight_ms"), continuity.missed().inFlightMs());
        root.put("uncertain", continuity.uncertain());
        root.put("refused", continuity.refused());
        root.put("uncertain_odd", continuity.uncertainOdd());
        root.put("longest_gap_ms", JsonFigures.round(continuity.longestGapMs()));
        ObjectNode stalls = root.putObject("stalls_ms");
        continuity
                .stalls()
                .forEach((end, ms) -> stalls.put(Double.toString(end), JsonFigures.round(ms)));
        root.put("faults", continuity.faults());
        ArrayNode steps = root.putArray("steps");
        for (StepReport step : continuity.steps()) {
            steps.addObject()
                    .put("what", step.what())
                    .put("at_s", JsonFigures.round(step.atSeconds()))
                    .put("took_ms", JsonFigures.round(step.tookMs()))
                    .put("exit_code", step.exitCode())
                    .put("recovery_ms", JsonFigures.round(step.recoveryMs()));
        }
    }

    private static void recovery(ObjectNode root, Recovery recovery) {
        root.put("cuts", recovery.cuts());
        root.put("recovered", recovery.recovered());
        root.put("not_recovered", recovery.notRecovered());
        root.put("gaps", recovery.gaps());
        root.put("told", recovery.told());
        root.put("holes", recovery.holes());
        root.put("stale", recovery.stale());
        root.put("recovered_messages", recovery.recoveredMessages());
        JsonFigures.percentiles(root.putObject("recovery_ms"), recovery.recoveryMs());
        JsonFigures.percentiles(root.putObject("live_ms"), recovery.liveMs());
    }

    private static void storm(ObjectNode root, StormReport storm) {
        root.put("all_back_ms", JsonFigures.round(storm.backMs()));
        root.put("all_recovered_ms", JsonFigures.round(storm.recoveredMs()));
        root.put("stream_pages", JsonFigures.round(storm.pages()));
        root.put("stream_tips", JsonFigures.round(storm.tips()));
        root.put("stream_pages_per_recovered", JsonFigures.round(storm.pagesPerSession()));
        root.put("stream_tips_per_recovered", JsonFigures.round(storm.tipsPerSession()));
        JsonFigures.percentiles(root.putObject("bystanders_calm_ms"), storm.calmMs());
        JsonFigures.percentiles(root.putObject("bystanders_storm_ms"), storm.stormMs());
    }

    private static void loadSide(ObjectNode root, LoadSide side) {
        root.put("load_cpu_us_per_delivery", JsonFigures.round(side.cpuUsPerDelivery()));
        root.put("load_busy", JsonFigures.round(side.busiest()));
        root.put("load_cores", JsonFigures.round(side.cores()));
        root.put("load_late_p99_ms", JsonFigures.round(side.wakeLateP99Ms()));
        root.put("load_most_late_ms", JsonFigures.round(side.mostLateMs()));
        JsonFigures.percentiles(root.putObject("load_hiccup_ms"), side.hiccupMs());
        root.put("connect_s", JsonFigures.round(side.connectSeconds()));
        if (!side.processes().isEmpty()) {
            ArrayNode processes = root.putArray("load_processes");
            side.processes().forEach(process -> loadProcess(processes.addObject(), process));
        }
    }

    private static void loadProcess(ObjectNode node, LoadSide.Share process) {
        node.put("busy", JsonFigures.round(process.busiest()));
        node.put("cores", JsonFigures.round(process.cores()));
        JsonFigures.percentiles(node.putObject("hiccup_ms"), process.hiccupMs());
    }

    private static void brief(ObjectNode node, Percentiles values) {
        node.put("p50", JsonFigures.round(values.p50()));
        node.put("p99", JsonFigures.round(values.p99()));
        node.put("max", JsonFigures.round(values.max()));
    }
}
