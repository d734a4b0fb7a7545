package dev.halley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.halley.testkit.documents.Document;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Alerts and the dashboard ask for metrics that there are. */
@Timeout(30)
class MonitoringTest {
    private static final Pattern METRIC =
            Pattern.compile(
                    "\\b(halley|jvm|process|system)_[a-z_]+(?=[\\[{ )]|$)", Pattern.MULTILINE);

    @Test
    void everyAlertAsksForMetricsThatAreDocumented() {
        assertThat(alerts()).hasSizeGreaterThan(10);
        alerts().forEach(alert -> assertDocumented(alert.path("expr").asText()));
    }

    @Test
    void everyPanelAsksForMetricsThatAreDocumented() {
        List<String> expressions =
                panels().flatMap(panel -> elements(panel.path("targets")))
                        .map(target -> target.path("expr").asText())
                        .toList();

        assertThat(expressions).hasSizeGreaterThan(20);
        expressions.forEach(MonitoringTest::assertDocumented);
    }

    @Test
    void everyAlertSaysHowBadItIsAndWhatIsToBeDone() {
        String page =
                String.join(
                        "\n",
                        Document.read(Document.root().resolve("docs/operations/deployment.md"))
                                .lines());
        for (JsonNode alert : alerts()) {
            String name = alert.path("alert").asText();
            assertThat(alert.at("/labels/severity").asText()).as(name).isIn("warning", "critical");
            assertThat(alert.at("/annotations/summary").asText()).as(name).isNotBlank();
            assertThat(page).contains("`" + name + "`");
        }
    }

    @Test
    void panelsDoNotCoverEachOther() {
        List<String> places =
                panels().map(panel -> panel.at("/gridPos/x") + "," + panel.at("/gridPos/y"))
                        .toList();

        assertThat(places).doesNotHaveDuplicates();
    }

    private static void assertDocumented(String expression) {
        List<String> metrics =
                METRIC.matcher(expression).results().map(MatchResult::group).toList();
        assertThat(metrics.isEmpty() && !expression.startsWith("up{")).as(expression).isFalse();
        assertThat(metrics).as(expression).allMatch(DocumentedMetrics::have);
    }

    private static List<JsonNode> alerts() {
        return elements(Yaml.read("monitoring/alerts.yaml").path("groups"))
                .flatMap(group -> elements(group.path("rules")))
                .toList();
    }

    private static Stream<JsonNode> panels() {
        return elements(Yaml.read("monitoring/dashboard.json").path("panels"));
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
