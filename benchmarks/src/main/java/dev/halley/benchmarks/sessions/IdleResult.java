package dev.halley.benchmarks.sessions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.halley.benchmarks.measure.report.JsonFigures;
import dev.halley.benchmarks.measure.report.TextFigures;
import dev.halley.benchmarks.measure.report.Told;
import dev.halley.benchmarks.sessions.HeapPerSession.ClassShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The outcome of {@link IdleRun}.
 *
 * @param title what was run, in one line
 * @param handshakes what connecting cost
 * @param closedEarly sessions that the server ended
 * @param settled whether memory came to rest both times
 * @param memory resident memory of the server's processes
 * @param heaps what sessions hold on the heaps of the JVMs among them; empty: not asked for
 * @param troubles processes that went away, and failures with their number
 */
public record IdleResult(
        String title,
        Handshakes handshakes,
        int closedEarly,
        boolean settled,
        Memory memory,
        Map<String, HeapPerSession> heaps,
        List<String> troubles) {

    private static final double BYTES_PER_KB = 1_024;
    private static final int CLASSES_IN_TEXT = 8;

    /** Copies the list. */
    public IdleResult {
        troubles = List.copyOf(troubles);
    }

    /**
     * Why the run is not a good one; empty: it is. How busy the dialling threads were is none: what
     * a session holds, and the CPU of its handshake, do not depend on how fast they dial.
     */
    List<String> objections() {
        List<String> why = new ArrayList<>();
        if (handshakes.failed() + closedEarly > 0) {
            why.add("sessions went wrong");
        }
        if (!settled) {
            why.add("memory did not come to rest");
        }
        return List.copyOf(why);
    }

    /** As text and JSON; exit code 1 when the run is not a good one. */
    public Told told() {
        return new Told(text(), json(), objections().isEmpty() ? 0 : 1);
    }

    private String text() {
        TextFigures out = new TextFigures(title);
        memory.perSessionKb()
                .forEach(
                        (name, kb) ->
                                out.line(
                                        name,
                                        "%.2f KB RSS per session; %,d KB without, %,d KB with them",
                                        kb,
                                        memory.beforeKb().getOrDefault(name, 0L),
                                        memory.withKb().getOrDefault(name, 0L)));
        heaps.forEach((name, heap) -> heap(out, name, heap));
        out.line("closed early", "%,d", closedEarly);
        HandshakeResult.lines(out, handshakes);
        return out.verdict(objections()).troubles(troubles).text();
    }

    private static void heap(TextFigures out, String name, HeapPerSession heap) {
        out.line(
                name,
                "%.2f KB of live heap per session; %,.0f KB in all, after a full collection",
                heap.bytes() / BYTES_PER_KB,
                heap.liveBytes() / BYTES_PER_KB);
        heap.classes().stream()
                .limit(CLASSES_IN_TEXT)
                .forEach(
                        share ->
                                out.line(
                                        "",
                                        "%8.1f bytes in %6.2f of %s",
                                        share.bytes(),
                                        share.instances(),
                                        share.name()));
    }

    private String json() {
        JsonFigures out =
                new JsonFigures()
                        .put("rss_kb_per_session", memory.perSessionKb())
                        .put("rss_kb", memory.withKb())
                        .put("rss_kb_before", memory.beforeKb());
        ObjectNode perSession = out.root().putObject("live_heap_kb_per_session");
        ObjectNode all = out.root().putObject("live_heap_kb");
        ObjectNode classes = out.root().putObject("live_heap_bytes_per_session_by_class");
        heaps.forEach(
                (name, heap) -> {
                    perSession.put(name, JsonFigures.round(heap.bytes() / BYTES_PER_KB));
                    all.put(name, JsonFigures.round(heap.liveBytes() / BYTES_PER_KB));
                    classes(classes.putArray(name), heap.classes());
                });
        out.root().put("closed_early", closedEarly);
        out.root().put("settled", settled);
        HandshakeResult.put(out, handshakes);
        return out.end(objections(), troubles, title).line();
    }

    private static void classes(ArrayNode array, List<ClassShare> classes) {
        for (ClassShare share : classes) {
            array.addObject()
                    .put("class", share.name())
                    .put("bytes", JsonFigures.round(share.bytes()))
                    .put("instances", JsonFigures.round(share.instances()));
        }
    }
}
