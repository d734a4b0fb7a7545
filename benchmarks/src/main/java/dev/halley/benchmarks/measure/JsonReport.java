package dev.halley.benchmarks.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A result as one line of JSON. */
public final class JsonReport {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double THOUSANDTHS = 1_000;

    private JsonReport() {}

    /** The line, without its end. Keys are listed in docs/benchmarks/README.md. */
    public static String line(RunResult result) {
        ObjectNode root = JSON.createObjectNode();
        Counted counted = result.counted();
        root.put("expected", counted.expected());
        root.put("delivered", counted.delivered());
        root.put("lost", counted.lost());
        root.put("duplicated", counted.duplicated());
        root.put("reordered", counted.reordered());
        root.put("deliveries_per_s", round(result.rates().deliveriesPerSecond()));
        root.put("messages_per_frame", round(result.rates().messagesPerFrame()));
        percentiles(root.putObject("e2e_ms"), result.e2eMs());
        percentiles(root.putObject("rest_ms"), result.restMs());
        map(root.putObject("cpu_us_per_delivery"), result.costs().cpuUsPerDelivery());
        map(root.putObject("rss_kb_per_session"), result.costs().rssKbPerSession());
        root.put("failed_connects", counted.failedConnects());
        root.put("closed_early", counted.closedEarly());
        map(root.putObject("cpu_us_per_push"), result.costs().cpuUsPerPush());
        map(root.putObject("cpu_us_per_push_by_tier"), result.costs().cpuUsPerPushByTier());
        map(root.putObject("cpu_cores"), result.costs().cpuCores());
        map(root.putObject("rss_kb"), result.costs().rssKb());
        root.put("frames", result.rates().frames());
        root.put("frames_are", result.rates().framesAre());
        root.put("seconds", round(result.rates().seconds()));
        root.put("warmup_lost", counted.warmupLost());
        root.put("misrouted", counted.misrouted());
        pushes(root, result.pushes());
        continuity(root, result.continuity());
        root.put("delivered_percent", round(result.deliveredPercent()));
        result.recovery().ifPresent(recovery -> recovery(root, recovery));
        result.storm().ifPresent(storm -> storm(root, storm));
        loadSide(root, result.loadSide());
        root.put("good", result.objections().isEmpty());
        result.objections().forEach(root.putArray("objections")::add);
        result.troubles().forEach(root.putArray("troubles")::add);
        root.put("title", result.title());
        return text(root);
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
        root.put("longest_gap_ms", round(continuity.longestGapMs()));
        ObjectNode stalls = root.putObject("stalls_ms");
        continuity.stalls().forEach((end, ms) -> stalls.put(Double.toString(end), round(ms)));
        root.put("faults", continuity.faults());
        ArrayNode steps = root.putArray("steps");
        for (StepReport step : continuity.steps()) {
            steps.addObject()
                    .put("what", step.what())
                    .put("at_s", round(step.atSeconds()))
                    .put("took_ms", round(step.tookMs()))
                    .put("exit_code", step.exitCode())
                    .put("recovery_ms", round(step.recoveryMs()));
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
        percentiles(root.putObject("recovery_ms"), recovery.recoveryMs());
        percentiles(root.putObject("live_ms"), recovery.liveMs());
    }

    private static void storm(ObjectNode root, StormReport storm) {
        root.put("all_back_ms", round(storm.backMs()));
        root.put("all_recovered_ms", round(storm.recoveredMs()));
        root.put("stream_pages", round(storm.pages()));
        root.put("stream_tips", round(storm.tips()));
        root.put("stream_pages_per_recovered", round(storm.pagesPerSession()));
        root.put("stream_tips_per_recovered", round(storm.tipsPerSession()));
        percentiles(root.putObject("bystanders_calm_ms"), storm.calmMs());
        percentiles(root.putObject("bystanders_storm_ms"), storm.stormMs());
    }

    private static void loadSide(ObjectNode root, LoadSide side) {
        root.put("load_cpu_us_per_delivery", round(side.cpuUsPerDelivery()));
        root.put("load_busy", round(side.busiest()));
        root.put("load_cores", round(side.cores()));
        root.put("load_late_p99_ms", round(side.wakeLateP99Ms()));
        root.put("connect_s", round(side.connectSeconds()));
    }

    private static void brief(ObjectNode node, Percentiles values) {
        node.put("p50", round(values.p50()));
        node.put("p99", round(values.p99()));
        node.put("max", round(values.max()));
    }

    private static void percentiles(ObjectNode node, Percentiles values) {
        node.put("p50", round(values.p50()));
        node.put("p99", round(values.p99()));
        node.put("p999", round(values.p999()));
        node.put("max", round(values.max()));
    }

    private static void map(ObjectNode node, Map<String, ? extends Number> values) {
        values.forEach((name, value) -> node.put(name, round(value.doubleValue())));
    }

    private static double round(double value) {
        return Math.rint(value * THOUSANDTHS) / THOUSANDTHS;
    }

    private static String text(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values always has a text", e);
        }
    }
}
