package dev.halley.benchmarks.accept;

import dev.halley.benchmarks.measure.JvmCosts;
import dev.halley.benchmarks.measure.Percentiles;
import dev.halley.benchmarks.measure.Pushes;
import dev.halley.benchmarks.measure.report.JsonFigures;
import dev.halley.benchmarks.measure.report.JvmFigures;
import dev.halley.benchmarks.measure.report.TextFigures;
import dev.halley.benchmarks.measure.report.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The outcome of {@link AcceptRun}.
 *
 * @param title what was run, in one line
 * @param pushes what was answered
 * @param seconds from the end of the warm-up to the last answer
 * @param restMs from due to the answer, accepted pushes only
 * @param server what the server used
 * @param load what the harness used
 * @param troubles processes that went away, and failures with their number
 */
public record AcceptResult(
        String title,
        Pushes pushes,
        double seconds,
        Percentiles restMs,
        ServerUse server,
        Load load,
        List<String> troubles) {

    private static final double PERCENT = 100;
    private static final double NANOS_PER_US = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String PUSH = "push";

    /** Copies the list. */
    public AcceptResult {
        troubles = List.copyOf(troubles);
    }

    /** Why the run is not a good one; empty: it is. */
    List<String> objections() {
        List<String> why = new ArrayList<>(load.saturation());
        if (pushes.refused() + pushes.ambiguous() > 0) {
            why.add("pushes were refused or failed");
        }
        if (pushes.unsent() > 0) {
            why.add("the schedule was not kept: pushes were never sent");
        }
        if (pushes.accepted() == 0) {
            why.add("nothing was accepted");
        }
        return List.copyOf(why);
    }

    /** As text and JSON; exit code 1 when the run is not a good one. */
    public Told told() {
        return new Told(text(), json(), objections().isEmpty() ? 0 : 1);
    }

    private double answered() {
        return (double) pushes.accepted() + pushes.refused() + pushes.ambiguous();
    }

    private double acceptedPerSecond() {
        return seconds == 0 ? 0 : pushes.accepted() / seconds;
    }

    private double loadUsPerPush() {
        return answered() == 0 ? 0 : load.cpuNanos() / NANOS_PER_US / answered();
    }

    private double loadCores() {
        return load.cpuNanos() / NANOS_PER_SECOND / server.seconds();
    }

    private Map<String, JvmCosts> jvms() {
        return JvmCosts.of(server.jvms(), server.seconds(), answered());
    }

    private String text() {
        TextFigures out = new TextFigures(title);
        out.line(
                "pushes",
                "%,d accepted, %,d refused, %,d failed on the server, %,d never sent, %,d late"
                        + " because their caller waited",
                pushes.accepted(),
                pushes.refused(),
                pushes.ambiguous(),
                pushes.unsent(),
                pushes.behind());
        out.line("rate", "%,.0f accepted/s over %.2f s", acceptedPerSecond(), seconds);
        out.line("REST", restMs);
        Map<String, Double> cores = server.cores();
        Map<String, Double> switches = server.switchesPerSecond();
        server.cpuUsPer(answered())
                .forEach(
                        (name, us) ->
                                out.line(
                                        name,
                                        "%.1f us CPU per push, %.2f cores, %,.0f context switches/s",
                                        us,
                                        cores.getOrDefault(name, 0.0),
                                        switches.getOrDefault(name, 0.0)));
        JvmFigures.lines(out, PUSH, jvms());
        out.line(
                "load side",
                "%.1f us CPU per push, busy %.0f %%, %.2f cores, late p99 %.1f ms (at most %.0f)",
                loadUsPerPush(),
                load.busiest() * PERCENT,
                loadCores(),
                load.lateP99Ms(),
                load.mostLateMs());
        out.line("its hiccups", load.hiccupMs());
        return out.verdict(objections()).troubles(troubles).text();
    }

    private String json() {
        JsonFigures out =
                new JsonFigures()
                        .put("pushes", pushes.accepted())
                        .put("accepted_per_s", acceptedPerSecond())
                        .put("seconds", seconds)
                        .put("rest_ms", restMs)
                        .put("rest_refused", pushes.refused())
                        .put("rest_errors", pushes.ambiguous())
                        .put("rest_unsent", pushes.unsent())
                        .put("rest_behind", pushes.behind())
                        .put("cpu_us_per_push", server.cpuUsPer(answered()))
                        .put("cpu_cores", server.cores())
                        .put("rss_kb", server.rssKb())
                        .put("context_switches_per_s", server.switchesPerSecond());
        JvmFigures.put(out, PUSH, jvms());
        out.put("load_cpu_us_per_push", loadUsPerPush())
                .put("load_busy", load.busiest())
                .put("load_cores", loadCores())
                .put("load_late_p99_ms", load.lateP99Ms())
                .put("load_most_late_ms", load.mostLateMs())
                .put("load_hiccup_ms", load.hiccupMs());
        return out.end(objections(), troubles, title).line();
    }
}
