package dev.halley.benchmarks.sessions;

import dev.halley.benchmarks.measure.JvmCosts;
import dev.halley.benchmarks.measure.LoadSide;
import dev.halley.benchmarks.measure.report.JsonFigures;
import dev.halley.benchmarks.measure.report.JvmFigures;
import dev.halley.benchmarks.measure.report.TextFigures;
import dev.halley.benchmarks.measure.report.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The outcome of {@link HandshakeRun}.
 *
 * @param title what was run, in one line
 * @param handshakes what was measured
 * @param jvms what the JVMs among the server's processes used
 * @param troubles processes that went away, and failures with their number
 */
public record HandshakeResult(
        String title, Handshakes handshakes, Map<String, JvmCosts> jvms, List<String> troubles) {

    private static final double PERCENT = 100;

    /** Copies the list. */
    public HandshakeResult {
        troubles = List.copyOf(troubles);
    }

    /** Why the run is not a good one; empty: it is. */
    List<String> objections() {
        List<String> why =
                new ArrayList<>(LoadSide.saturation("dialling", handshakes.loadBusy(), 0, 0));
        if (handshakes.failed() > 0) {
            why.add("sessions could not connect");
        }
        return List.copyOf(why);
    }

    /** As text and JSON; exit code 1 when the run is not a good one. */
    public Told told() {
        return new Told(text(), json(), objections().isEmpty() ? 0 : 1);
    }

    private String text() {
        TextFigures out = new TextFigures(title);
        lines(out, handshakes);
        JvmFigures.lines(out, "handshake", jvms);
        out.line("load side", "busy %.0f %%", handshakes.loadBusy() * PERCENT);
        return out.verdict(objections()).troubles(troubles).text();
    }

    /** What {@code idle} prints of its handshakes too. */
    static void lines(TextFigures out, Handshakes handshakes) {
        out.line(
                "handshakes",
                "%,d, %,d failed; in %.2f s: %,.0f/s",
                handshakes.online(),
                handshakes.failed(),
                handshakes.seconds(),
                handshakes.perSecond());
        out.line("dial to reply", handshakes.ms());
        handshakes.cpuUs().forEach((name, us) -> out.line(name, "%.1f us CPU per handshake", us));
        if (handshakes.cpuUs().size() > 1) {
            out.line("together", "%.1f us CPU per handshake", handshakes.cpuUsOfAll());
        }
    }

    private String json() {
        JsonFigures out = new JsonFigures();
        put(out, handshakes);
        JvmFigures.put(out, "handshake", jvms);
        return out.end(objections(), troubles, title).line();
    }

    /** What {@code idle} tells of its handshakes too. */
    static void put(JsonFigures out, Handshakes handshakes) {
        out.put("handshakes", handshakes.online())
                .put("failed_connects", handshakes.failed())
                .put("connect_s", handshakes.seconds())
                .put("handshakes_per_s", handshakes.perSecond())
                .put("handshake_ms", handshakes.ms())
                .put("cpu_us_per_handshake", handshakes.cpuUs())
                .put("cpu_us_per_handshake_of_all", handshakes.cpuUsOfAll())
                .put("load_busy", handshakes.loadBusy());
    }
}
