package dev.halley.benchmarks.html;

import com.fasterxml.jackson.databind.JsonNode;
import dev.halley.benchmarks.compare.RunFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The page: what was run, plots, and every figure in a table. It asks nobody for anything. */
final class HtmlReport {

    private static final String STYLE =
            """
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 60em;
              padding: 0 1em; color: #222; background: #fff; }
            h2 { font-size: 1.1em; margin: 2em 0 .5em; }
            svg { width: 100%; height: auto; font: 12px system-ui, sans-serif; fill: #222; }
            .grid { stroke: #ddd; }
            table { border-collapse: collapse; width: 100%; font-size: .9em; }
            td, th { padding: .2em .6em; border-bottom: 1px solid #ddd; text-align: right; }
            td:first-child, th:first-child { text-align: left; }
            .mark { display: inline-block; width: .8em; height: .8em; margin-right: .4em; }
            .bad { color: #b00020; }
            """;

    private static final Map<String, String> BARS = bars();

    private final List<RunFile> files;
    private final List<Series> series = new ArrayList<>();

    HtmlReport(List<RunFile> files) {
        this.files = List.copyOf(files);
        for (int i = 0; i < files.size(); i++) {
            series.add(Series.of(files.get(i), shortName(files.get(i)), i));
        }
    }

    /** All of it. */
    String html() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Benchmarks</title>
                <style>
                %s</style></head>
                <body>
                <h1>Benchmarks</h1>
                %s%s%s</body>
                </html>
                """
                .formatted(STYLE, runs(), plots(), table());
    }

    private String runs() {
        StringBuilder out = new StringBuilder("<ul>\n");
        for (int i = 0; i < files.size(); i++) {
            RunFile file = files.get(i);
            JsonNode first = file.runs().get(0);
            out.append(
                    "<li><span class=\"mark\" style=\"background: %s\"></span><b>%s</b> %s%s%s</li>\n"
                            .formatted(
                                    series.get(i).color(),
                                    Markup.text(series.get(i).name()),
                                    Markup.text(first.path("title").asText("")),
                                    medians(file.runs().size()),
                                    verdict(file)));
        }
        return out.append("</ul>\n").toString();
    }

    private static String medians(int runs) {
        return runs == 1 ? "" : " (medians of %d runs)".formatted(runs);
    }

    private static String verdict(RunFile file) {
        if (file.good()) {
            return "";
        }
        Set<String> why = new LinkedHashSet<>();
        for (JsonNode run : file.runs()) {
            run.path("objections").forEach(objection -> why.add(objection.asText("")));
        }
        return " <b class=\"bad\">not good: %s</b>".formatted(Markup.text(String.join("; ", why)));
    }

    private String plots() {
        StringBuilder out = new StringBuilder();
        latencies()
                .forEach(name -> out.append(PercentileChart.of("Latency: " + name, name, series)));
        BARS.forEach((family, title) -> out.append(BarChart.of(title, family, series)));
        return out.toString();
    }

    private Set<String> latencies() {
        Set<String> names = new LinkedHashSet<>();
        for (Series each : series) {
            for (String name : each.figures().keySet()) {
                if (name.endsWith("_ms.p50")) {
                    names.add(name.substring(0, name.lastIndexOf('.')));
                }
            }
        }
        return names;
    }

    private String table() {
        Set<String> names = new LinkedHashSet<>();
        series.forEach(each -> names.addAll(each.figures().keySet()));
        StringBuilder out = new StringBuilder("<h2>Every figure</h2>\n<table>\n<tr><th></th>");
        series.forEach(each -> out.append("<th>" + Markup.text(each.name()) + "</th>"));
        out.append("</tr>\n");
        for (String name : names) {
            out.append("<tr><td>").append(Markup.text(name)).append("</td>");
            for (Series each : series) {
                Double value = each.figures().get(name);
                out.append("<td>")
                        .append(value == null ? "" : Markup.number(value))
                        .append("</td>");
            }
            out.append("</tr>\n");
        }
        return out.append("</table>\n").toString();
    }

    /** The file's own name; all of its path when another one has the same. */
    private String shortName(RunFile file) {
        String name = ownName(file);
        long same = files.stream().filter(other -> ownName(other).equals(name)).count();
        return same > 1 ? file.name() : name;
    }

    private static String ownName(RunFile file) {
        return String.valueOf(Path.of(file.name()).getFileName());
    }

    private static Map<String, String> bars() {
        Map<String, String> bars = new LinkedHashMap<>();
        bars.put("cpu_us_per_delivery", "CPU per delivery, µs");
        bars.put("cpu_us_per_frame", "CPU per frame, µs");
        bars.put("cpu_us_per_push", "CPU per push, µs");
        bars.put("cpu_us_per_handshake", "CPU per handshake, µs");
        bars.put("deliveries_per_s", "Deliveries per second");
        bars.put("deliveries_per_busy_core", "Deliveries per second and busy core");
        bars.put("pushes_per_s", "Pushes per second");
        bars.put("handshakes_per_s", "Handshakes per second");
        bars.put("messages_per_frame", "Messages per frame");
        bars.put("cpu_cores", "Cores kept busy");
        bars.put("rss_kb_per_session", "Resident memory per session, KB");
        bars.put("live_heap_kb_per_session", "Live heap per session, KB");
        return bars;
    }
}
