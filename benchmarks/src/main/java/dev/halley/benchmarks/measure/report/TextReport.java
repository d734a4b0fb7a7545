package dev.halley.benchmarks.measure.report;

import dev.halley.benchmarks.measure.Continuity;
import dev.halley.benchmarks.measure.Costs;
import dev.halley.benchmarks.measure.Counted;
import dev.halley.benchmarks.measure.LoadSide;
import dev.halley.benchmarks.measure.Percentiles;
import dev.halley.benchmarks.measure.Pushes;
import dev.halley.benchmarks.measure.Recovery;
import dev.halley.benchmarks.measure.RunResult;
import dev.halley.benchmarks.measure.StepReport;
import dev.halley.benchmarks.measure.StormReport;
import java.util.Map;
import java.util.TreeMap;

/** A result as a small table for people. */
public final class TextReport {

    private TextReport() {}

    /** The table, with its line ends. */
    public static String of(RunResult result) {
        TextFigures out = new TextFigures(result.title());
        Counted counted = result.counted();
        out.line("expected", "%,d", counted.expected());
        out.line("delivered", "%,d", counted.delivered());
        out.line(
                "wrong",
                "%,d lost, %,d duplicated, %,d reordered, %,d misrouted, %,d strays;"
                        + " warm-up: %,d lost",
                counted.lost(),
                counted.duplicated(),
                counted.reordered(),
                counted.misrouted(),
                counted.strays(),
                counted.warmupLost());
        out.line(
                "sessions",
                "%,d failed to connect, %,d closed early; connected in %.1f s",
                counted.failedConnects(),
                counted.closedEarly(),
                result.loadSide().connectSeconds());
        pushes(out, result.pushes());
        out.line(
                "rate",
                "%,.0f deliveries/s, %.1f messages per frame (%s)",
                result.rates().deliveriesPerSecond(),
                result.rates().messagesPerFrame(),
                result.rates().framesAre());
        out.line("end to end", result.e2eMs());
        out.line("REST", result.restMs());
        continuity(out, result.continuity());
        result.recovery().ifPresent(recovery -> recovery(out, result, recovery));
        result.storm().ifPresent(storm -> storm(out, storm));
        costs(out, result.costs());
        loadSide(out, result.loadSide());
        verdict(out, result);
        return out.text();
    }

    private static void pushes(TextFigures out, Pushes pushes) {
        out.line(
                "pushes",
                "%,d accepted, %,d refused, %,d failed on the server, %,d never sent,"
                        + " %,d late because their caller waited",
                pushes.accepted(),
                pushes.refused(),
                pushes.ambiguous(),
                pushes.unsent(),
                pushes.behind());
    }

    private static void continuity(TextFigures out, Continuity continuity) {
        out.line("longest gap", "%,.1f ms", continuity.longestGapMs());
        if (!continuity.stalls().isEmpty()) {
            out.line("stalls", "by their end in s, in ms: %s", rounded(continuity.stalls()));
        }
        if (continuity.reconnects() > 0) {
            Percentiles ms = continuity.reconnectMs();
            out.line(
                    "reconnects",
                    "%,d; p50 %.0f, p99 %.0f, max %.0f ms; by half second: %s",
                    continuity.reconnects(),
                    ms.p50(),
                    ms.p99(),
                    ms.max(),
                    continuity.reconnectHistogram());
            out.line(
                    "missed",
                    "%,d pushed while away, %,d in flight when cut (p50 %.1f, max %.1f ms before)",
                    continuity.missed().whileAway(),
                    continuity.missed().inFlight(),
                    continuity.missed().inFlightMs().p50(),
                    continuity.missed().inFlightMs().max());
        }
        if (continuity.refused() + continuity.uncertain() > 0) {
            out.line(
                    "attempts",
                    "%,d refused, %,d uncertain (%,d of these came late or twice), whole run",
                    continuity.refused(),
                    continuity.uncertain(),
                    continuity.uncertainOdd());
        }
        if (continuity.faults() > 0) {
            out.line("faults", "%,d", continuity.faults());
        }
        for (StepReport step : continuity.steps()) {
            out.line(
                    step.what(),
                    "at %.1f s, done in %,.0f ms%s; recovered after %,.0f ms",
                    step.atSeconds(),
                    step.tookMs(),
                    step.exitCode() == 0 ? "" : " with exit code " + step.exitCode(),
                    step.recoveryMs());
        }
    }

    private static void recovery(TextFigures out, RunResult result, Recovery recovery) {
        out.line(
                "streams",
                "%.3f %% delivered, %,d told instead; %,d holes, %,d dropped as not higher",
                result.deliveredPercent(),
                recovery.told(),
                recovery.holes(),
                recovery.stale());
        out.line(
                "recoveries",
                "%,d yes, %,d no, %,d gaps; %,d cuts by the harness; %,d messages recovered",
                recovery.recovered(),
                recovery.notRecovered(),
                recovery.gaps(),
                recovery.cuts(),
                recovery.recoveredMessages());
        out.line("recovery", recovery.recoveryMs());
        out.line("live after", recovery.liveMs());
    }

    private static void storm(TextFigures out, StormReport storm) {
        out.line(
                "storm",
                "all back after %,.0f ms, all recovered after %,.0f ms",
                storm.backMs(),
                storm.recoveredMs());
        out.line(
                "Redis reads",
                storm.pagesPerSession() < 0
                        ? "not known: no metrics at --management"
                        : "per recovered session %.4f pages of streams (%,.0f) and %.4f ends of"
                                + " streams (%,.0f)",
                storm.pagesPerSession(),
                storm.pages(),
                storm.tipsPerSession(),
                storm.tips());
        out.line("others before", storm.calmMs());
        out.line("others during", storm.stormMs());
    }

    private static void costs(TextFigures out, Costs costs) {
        costs.cpuUsPerDelivery()
                .forEach(
                        (name, us) ->
                                out.line(
                                        name,
                                        "%.3f us CPU per delivery, %.1f per push, %.2f cores,"
                                                + " %.1f KB RSS per session, %,d KB RSS,"
                                                + " %,.0f context switches/s",
                                        us,
                                        costs.cpuUsPerPush().getOrDefault(name, 0.0),
                                        costs.cpuCores().getOrDefault(name, 0.0),
                                        costs.rssKbPerSession().getOrDefault(name, 0.0),
                                        costs.rssKb().getOrDefault(name, 0L),
                                        costs.switchesPerSecond().getOrDefault(name, 0.0)));
        JvmFigures.lines(out, "delivery", costs.jvms());
    }

    private static void loadSide(TextFigures out, LoadSide side) {
        out.line(
                "load side",
                "%.3f us CPU per delivery, busy %.0f %%, %.2f cores, late p99 %.1f ms (at most %.0f)",
                side.cpuUsPerDelivery(),
                side.busiest() * 100,
                side.cores(),
                side.wakeLateP99Ms(),
                side.mostLateMs());
        out.line("its hiccups", side.hiccupMs());
        for (LoadSide.Share process : side.processes()) {
            out.line(
                    "a load process",
                    "busy %.0f %%, %.2f cores; hiccups p99 %.2f, p99.9 %.2f, max %.2f ms",
                    process.busiest() * 100,
                    process.cores(),
                    process.hiccupMs().p99(),
                    process.hiccupMs().p999(),
                    process.hiccupMs().max());
        }
    }

    private static void verdict(TextFigures out, RunResult result) {
        out.verdict(result.objections());
        if (result.costs().cpuUsPerPushByTier().size() < result.costs().cpuUsPerPush().size()) {
            result.costs()
                    .cpuUsPerPushByTier()
                    .forEach((tier, us) -> out.line(tier, "%.1f us CPU per push, all nodes", us));
        }
        out.troubles(result.troubles());
    }

    private static Map<Double, Long> rounded(Map<Double, Double> values) {
        Map<Double, Long> rounded = new TreeMap<>();
        values.forEach((key, value) -> rounded.put(key, Math.round(value)));
        return rounded;
    }
}
