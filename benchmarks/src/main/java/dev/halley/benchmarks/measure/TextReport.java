package dev.halley.benchmarks.measure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A result as a small table for people. */
public final class TextReport {

    private TextReport() {}

    /** The table, with its line ends. */
    public static String of(RunResult result) {
        StringBuilder out = new StringBuilder(result.title()).append("\n\n");
        Counted counted = result.counted();
        line(out, "expected", "%,d", counted.expected());
        line(out, "delivered", "%,d", counted.delivered());
        line(
                out,
                "wrong",
                "%,d lost, %,d duplicated, %,d reordered, %,d misrouted; warm-up: %,d lost",
                counted.lost(),
                counted.duplicated(),
                counted.reordered(),
                counted.misrouted(),
                counted.warmupLost());
        line(
                out,
                "sessions",
                "%,d failed to connect, %,d closed early; connected in %.1f s",
                counted.failedConnects(),
                counted.closedEarly(),
                result.loadSide().connectSeconds());
        pushes(out, result.pushes());
        line(
                out,
                "rate",
                "%,.0f deliveries/s, %.1f messages per frame (%s)",
                result.rates().deliveriesPerSecond(),
                result.rates().messagesPerFrame(),
                result.rates().framesAre());
        percentiles(out, "end to end", result.e2eMs());
        percentiles(out, "REST", result.restMs());
        continuity(out, result.continuity());
        result.recovery().ifPresent(recovery -> recovery(out, result, recovery));
        result.storm().ifPresent(storm -> storm(out, storm));
        costs(out, result.costs());
        loadSide(out, result.loadSide());
        verdict(out, result);
        return out.toString();
    }

    private static void pushes(StringBuilder out, Pushes pushes) {
        line(
                out,
                "pushes",
                "%,d accepted, %,d refused, %,d failed on the server, %,d never sent,"
                        + " %,d late because their caller waited",
                pushes.accepted(),
                pushes.refused(),
                pushes.ambiguous(),
                pushes.unsent(),
                pushes.behind());
    }

    private static void continuity(StringBuilder out, Continuity continuity) {
        line(out, "longest gap", "%,.1f ms", continuity.longestGapMs());
        if (!continuity.stalls().isEmpty()) {
            line(out, "stalls", "by their end in s, in ms: %s", rounded(continuity.stalls()));
        }
        if (continuity.reconnects() > 0) {
            Percentiles ms = continuity.reconnectMs();
            line(
                    out,
                    "reconnects",
                    "%,d; p50 %.0f, p99 %.0f, max %.0f ms; by half second: %s",
                    continuity.reconnects(),
                    ms.p50(),
                    ms.p99(),
                    ms.max(),
                    continuity.reconnectHistogram());
            line(
                    out,
                    "missed",
                    "%,d pushed while away, %,d in flight when cut (p50 %.1f, max %.1f ms before)",
                    continuity.missed().whileAway(),
                    continuity.missed().inFlight(),
                    continuity.missed().inFlightMs().p50(),
                    continuity.missed().inFlightMs().max());
        }
        if (continuity.refused() + continuity.uncertain() > 0) {
            line(
                    out,
                    "attempts",
                    "%,d refused, %,d uncertain (%,d of these came late or twice), whole run",
                    continuity.refused(),
                    continuity.uncertain(),
                    continuity.uncertainOdd());
        }
        if (continuity.faults() > 0) {
            line(out, "faults", "%,d", continuity.faults());
        }
        for (StepReport step : continuity.steps()) {
            line(
                    out,
                    step.what(),
                    "at %.1f s, done in %,.0f ms%s; recovered after %,.0f ms",
                    step.atSeconds(),
                    step.tookMs(),
                    step.exitCode() == 0 ? "" : " with exit code " + step.exitCode(),
                    step.recoveryMs());
        }
    }

    private static void recovery(StringBuilder out, RunResult result, Recovery recovery) {
        line(
                out,
                "streams",
                "%.3f %% delivered, %,d told instead; %,d holes, %,d dropped as not higher",
                result.deliveredPercent(),
                recovery.told(),
                recovery.holes(),
                recovery.stale());
        line(
                out,
                "recoveries",
                "%,d yes, %,d no, %,d gaps; %,d cuts by the harness; %,d messages recovered",
                recovery.recovered(),
                recovery.notRecovered(),
                recovery.gaps(),
                recovery.cuts(),
                recovery.recoveredMessages());
        percentiles(out, "recovery", recovery.recoveryMs());
        percentiles(out, "live after", recovery.liveMs());
    }

    private static void storm(StringBuilder out, StormReport storm) {
        line(
                out,
                "storm",
                "all back after %,.0f ms, all recovered after %,.0f ms",
                storm.backMs(),
                storm.recoveredMs());
        line(
                out,
                "Redis reads",
                storm.pagesPerSession() < 0
                        ? "not known: no metrics at --management"
                        : "per recovered session %.4f pages of streams (%,.0f) and %.4f ends of"
                                + " streams (%,.0f)",
                storm.pagesPerSession(),
                storm.pages(),
                storm.tipsPerSession(),
                storm.tips());
        percentiles(out, "others before", storm.calmMs());
        percentiles(out, "others during", storm.stormMs());
    }

    private static void costs(StringBuilder out, Costs costs) {
        costs.cpuUsPerDelivery()
                .forEach(
                        (name, us) ->
                                line(
                                        out,
                                        name,
                                        "%.3f us CPU per delivery, %.1f per push, %.2f cores,"
                                                + " %.1f KB RSS per session, %,d KB RSS",
                                        us,
                                        costs.cpuUsPerPush().getOrDefault(name, 0.0),
                                        costs.cpuCores().getOrDefault(name, 0.0),
                                        costs.rssKbPerSession().getOrDefault(name, 0.0),
                                        costs.rssKb().getOrDefault(name, 0L)));
    }

    private static void loadSide(StringBuilder out, LoadSide side) {
        line(
                out,
                "load side",
                "%.3f us CPU per delivery, busy %.0f %%, %.2f cores, late p99 %.1f ms",
                side.cpuUsPerDelivery(),
                side.busiest() * 100,
                side.cores(),
                side.wakeLateP99Ms());
    }

    private static void verdict(StringBuilder out, RunResult result) {
        List<String> objections = result.objections();
        line(
                out,
                "verdict",
                "%s",
                objections.isEmpty() ? "good" : "not good: " + String.join("; ", objections));
        if (result.costs().cpuUsPerPushByTier().size() < result.costs().cpuUsPerPush().size()) {
            result.costs()
                    .cpuUsPerPushByTier()
                    .forEach((tier, us) -> line(out, tier, "%.1f us CPU per push, all nodes", us));
        }
        result.troubles().forEach(trouble -> line(out, "trouble", "%s", trouble));
    }

    private static void percentiles(StringBuilder out, String name, Percentiles values) {
        line(
                out,
                name,
                "p50 %.2f, p99 %.2f, p99.9 %.2f, max %.2f ms",
                values.p50(),
                values.p99(),
                values.p999(),
                values.max());
    }

    private static Map<Double, Long> rounded(Map<Double, Double> values) {
        Map<Double, Long> rounded = new TreeMap<>();
        values.forEach((key, value) -> rounded.put(key, Math.round(value)));
        return rounded;
    }

    private static void line(StringBuilder out, String name, String format, Object... values) {
        out.append("%-13s ".formatted(name))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
