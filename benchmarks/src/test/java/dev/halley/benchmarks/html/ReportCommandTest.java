package dev.halley.benchmarks.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import picocli.CommandLine;

class ReportCommandTest {

    private static final String RUN =
            """
            {"deliveries_per_s":%s,"e2e_ms":{"p50":1.5,"p99":%s,"p999":9,"max":120},\
            "rest_ms":{"p50":0,"p99":0,"p999":0,"max":0},\
            "cpu_us_per_delivery":{"comet":0.62,"logic":0.001},"good":%s,\
            "objections":["load side saturated"],"title":"room: <5000> sessions & more"}
            """;

    @TempDir Path folder;
    private final StringWriter err = new StringWriter();

    @Test
    void plotsEveryFile() throws Exception {
        String page = page(run("a.json", 1_000_000, 8, true), run("b.json", 2_000_000, 80, true));
        assertThat(page)
                .contains("Latency: e2e_ms", "CPU per delivery", "Deliveries per second")
                .contains("a.json: 8.00 ms", "b.json: 80.0 ms")
                .contains("b.json: 2,000,000")
                .doesNotContain("Latency: rest_ms", "Live heap per session");
        assertThat(svg(page, 0).getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(svg(page, 0).getElementsByTagName("circle").getLength()).isEqualTo(8);
    }

    @Test
    void barsAreAsLongAsWhatTheyStandFor() throws Exception {
        String page = page(run("a.json", 1_000_000, 8, true), run("b.json", 2_000_000, 8, true));
        Document rates = svg(page, 2);
        assertThat(width(rates, 0)).isCloseTo(width(rates, 1) / 2, offset(0.1));
    }

    @Test
    void needsNothingButItself() throws Exception {
        assertThat(page(run("a.json", 1, 1, true)))
                .doesNotContain("http", "src=", "href=", "@import", "url(", "<script");
    }

    @Test
    void whatWasMeasuredCannotBreakThePage() throws Exception {
        assertThat(page(run("a.json", 1, 1, true)))
                .contains("room: &lt;5000&gt; sessions &amp; more")
                .doesNotContain("<5000>");
    }

    @Test
    void saysThatARunWasNotGood() throws Exception {
        assertThat(page(run("a.json", 1, 1, false))).contains("not good: load side saturated");
    }

    @Test
    void filesOfOneNameAreToldApart() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path a = run("a.json", 1, 1, true);
        Path b = Files.copy(a, other.resolve("a.json"));
        assertThat(page(a, b)).contains("<b>" + a + "</b>", "<b>" + b + "</b>");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(execute("--out", folder.resolve("p.html"), folder.resolve("none.json")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("none.json: cannot be read");
    }

    @Test
    void saysWhereItCannotWrite() throws Exception {
        assertThat(execute("--out", folder.resolve("no/p.html"), run("a.json", 1, 1, true)))
                .isEqualTo(2);
        assertThat(err.toString()).contains("p.html (expected: a file to write to)");
    }

    private Path run(String name, double rate, double p99, boolean good) throws Exception {
        return Files.writeString(folder.resolve(name), RUN.formatted(rate, p99, good));
    }

    private String page(Path... runs) throws Exception {
        Object[] arguments = new Object[runs.length + 2];
        arguments[0] = "--out";
        arguments[1] = folder.resolve("page.html");
        System.arraycopy(runs, 0, arguments, 2, runs.length);
        assertThat(execute(arguments)).isZero();
        return Files.readString(folder.resolve("page.html"));
    }

    private int execute(Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return new CommandLine(new ReportCommand())
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    /** A drawing of the page, which must be well-formed. */
    private static Document svg(String page, int index) throws Exception {
        String drawing = page.split("<svg", -1)[index + 1];
        String text = "<svg" + drawing.substring(0, drawing.indexOf("</svg>")) + "</svg>";
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
    }

    private static double width(Document svg, int bar) {
        return Double.parseDouble(
                svg.getElementsByTagName("rect")
                        .item(bar)
                        .getAttributes()
                        .getNamedItem("width")
                        .getNodeValue());
    }
}
