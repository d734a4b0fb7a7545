package dev.halley.benchmarks.floor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.halley.benchmarks.floor.loop.FloorCounts.Ages;
import java.util.Locale;

/** A result of the floor, for people and for programs. */
final class FloorReport {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "floor";
    private static final double TENTHS_OF_NANOS = 10_000;
    private static final double US_PER_MS = 1_000;

    private final FloorResult result;

    FloorReport(FloorResult result) {
        this.result = result;
    }

    /** A small table, with its line ends. */
    String text() {
        StringBuilder out = new StringBuilder(result.spec().title()).append("\n\n");
        line(
                out,
                "frame",
                "%.3f us CPU; event loop alone %.3f us",
                result.cpuUsPerWrite(),
                result.loopUsPerWrite());
        line(
                out,
                "delivery",
                "%.4f us CPU; event loop alone %.4f us; %.1f bytes allocated",
                result.cpuUsPerDelivery(),
                result.loopUsPerDelivery(),
                result.allocatedPerDelivery());
        line(out, "merged", "%.1f messages per write", result.messagesPerWrite());
        line(
                out,
                "rate",
                "%,.0f deliveries/s on %.2f cores: %,.0f per busy core",
                result.deliveriesPerSecond(),
                result.cores(),
                result.deliveriesPerBusyCore());
        Ages ages = result.drainAgeUs();
        line(
                out,
                "drained",
                "mean %.1f, p50 %.1f, p99 %.1f, max %.1f ms after due",
                ages.mean() / US_PER_MS,
                ages.p50() / US_PER_MS,
                ages.p99() / US_PER_MS,
                ages.max() / US_PER_MS);
        line(
                out,
                "end to end",
                "p50 %.2f, p99 %.2f, p99.9 %.2f, max %.2f ms (every 16th connection)",
                result.e2eMs().p50(),
                result.e2eMs().p99(),
                result.e2eMs().p999(),
                result.e2eMs().max());
        line(
                out,
                "arrived",
                "%,d of %,d; %d connections ended early",
                result.received(),
                result.expected(),
                result.closed());
        line(
                out,
                "memory",
                "%.1f KB RSS per connection, %,d KB RSS",
                result.rssKbPerConnection(),
                result.rss().kb());
        line(
                out,
                "load side",
                "%.4f us CPU per delivery, busy %.0f %%, %.2f cores",
                result.loadSide().cpuUsPerDelivery(),
                result.loadSide().busiest() * 100,
                result.loadSide().cores());
        line(out, "flags", "%s", result.flags());
        line(
                out,
                "verdict",
                "%s",
                result.objections().isEmpty()
                        ? "good"
                        : "not good: " + String.join("; ", result.objections()));
        return out.toString();
    }

    /** One line, without its end. What other scenarios have too has the same key. */
    String json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("scenario", NAME);
        root.put("shape", result.spec().shape().word());
        root.put("expected", result.expected());
        root.put("delivered", result.received());
        root.put("lost", result.lost());
        root.put("deliveries_per_s", round(result.deliveriesPerSecond()));
        root.put("deliveries_per_busy_core", round(result.deliveriesPerBusyCore()));
        root.put("messages_per_frame", round(result.messagesPerWrite()));
        latencies(root);
        costs(root);
        root.put("frames", result.writes());
        root.put("frames_are", "writes");
        root.put("seconds", round(result.seconds()));
        root.put("closed_early", result.closed());
        root.put("load_cpu_us_per_delivery", round(result.loadSide().cpuUsPerDelivery()));
        root.put("load_busy", round(result.loadSide().busiest()));
        root.put("load_cores", round(result.loadSide().cores()));
        root.put("connect_s", round(result.loadSide().connectSeconds()));
        root.put("good", result.objections().isEmpty());
        result.objections().forEach(root.putArray("objections")::add);
        root.put("flags", result.flags());
        root.put("title", result.spec().title());
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values always has a text", e);
        }
    }

    private void latencies(ObjectNode root) {
        root.putObject("e2e_ms")
                .put("p50", round(result.e2eMs().p50()))
                .put("p99", round(result.e2eMs().p99()))
                .put("p999", round(result.e2eMs().p999()))
                .put("max", round(result.e2eMs().max()));
        Ages ages = result.drainAgeUs();
        root.putObject("drain_age_ms")
                .put("mean", ages.mean() / US_PER_MS)
                .put("p50", ages.p50() / US_PER_MS)
                .put("p99", ages.p99() / US_PER_MS)
                .put("p999", ages.p999() / US_PER_MS)
                .put("max", ages.max() / US_PER_MS);
    }

    private void costs(ObjectNode root) {
        root.putObject("cpu_us_per_delivery").put(NAME, round(result.cpuUsPerDelivery()));
        root.putObject("cpu_us_per_frame").put(NAME, round(result.cpuUsPerWrite()));
        root.put("loop_us_per_delivery", round(result.loopUsPerDelivery()));
        root.put("loop_us_per_frame", round(result.loopUsPerWrite()));
        root.putObject("cpu_cores").put(NAME, round(result.cores()));
        root.putObject("rss_kb_per_session").put(NAME, round(result.rssKbPerConnection()));
        root.putObject("rss_kb").put(NAME, result.rss().kb());
        root.put("allocated_bytes_per_delivery", round(result.allocatedPerDelivery()));
    }

    private static double round(double value) {
        return Math.rint(value * TENTHS_OF_NANOS) / TENTHS_OF_NANOS;
    }

    private static void line(StringBuilder out, String name, String format, Object... values) {
        out.append("%-13s ".formatted(name))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
