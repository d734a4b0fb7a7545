package dev.halley.benchmarks.latency;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.halley.benchmarks.measure.Costs;
import dev.halley.benchmarks.measure.Percentiles;
import dev.halley.benchmarks.measure.RunResult;
import dev.halley.benchmarks.measure.report.JsonFigures;
import dev.halley.benchmarks.measure.report.JsonReport;
import dev.halley.benchmarks.measure.report.TextFigures;
import dev.halley.benchmarks.measure.report.TextReport;
import dev.halley.benchmarks.measure.report.Told;
import java.util.Optional;

/**
 * The outcome of {@link LatencyRun}.
 *
 * @param lone the messages that were looked at one by one
 * @param background what kept the server busy meanwhile; empty: nothing
 */
public record LatencyResult(RunResult lone, Optional<RunResult> background) {

    /** As text and JSON; exit code 1 when one of the two is not right. */
    public Told told() {
        int behind = background.map(RunResult::exitCode).orElse(0);
        return new Told(text(), json(), Math.max(lone.exitCode(), behind));
    }

    /** How many times the harness's own hiccups the slowest messages took, at p99.9. */
    double overHiccups() {
        double hiccup = lone.loadSide().hiccupMs().p999();
        return hiccup == 0 ? 0 : lone.e2eMs().p999() / hiccup;
    }

    private String text() {
        TextFigures out = new TextFigures();
        background.ifPresent(
                busy -> {
                    out.line("background", "%s", busy.title());
                    Percentiles ms = busy.e2eMs();
                    out.line(
                            "its messages",
                            "%,d of %,d delivered; p50 %.2f, p99 %.2f, p99.9 %.2f, max %.2f ms",
                            busy.counted().delivered(),
                            busy.counted().expected(),
                            ms.p50(),
                            ms.p99(),
                            ms.p999(),
                            ms.max());
                    out.line("its load side", "busy %.0f %%", busy.loadSide().busiest() * 100);
                    out.verdict(busy.objections()).troubles(busy.troubles());
                });
        out.line("p99.9", "%.1f times that of the harness's own hiccups", overHiccups());
        return TextReport.of(shared()) + out.text();
    }

    private String json() {
        ObjectNode root = JsonReport.tree(shared());
        root.put("e2e_p999_over_hiccup", JsonFigures.round(overHiccups()));
        background.ifPresent(busy -> root.set("background", JsonReport.tree(busy)));
        return root.toString();
    }

    /** The first one, with what the server used shared out over the work of both. */
    private RunResult shared() {
        if (background.isEmpty()) {
            return lone;
        }
        RunResult busy = background.get();
        Costs costs =
                lone.costs()
                        .shared(
                                share(lone.counted().delivered(), busy.counted().delivered()),
                                share(lone.pushes().accepted(), busy.pushes().accepted()));
        return lone.with(costs);
    }

    private static double share(long part, long others) {
        return part + others == 0 ? 0 : (double) part / (part + others);
    }
}
