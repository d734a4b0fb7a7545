package dev.halley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of the chart without rendering it. */
@Timeout(30)
class ChartTest {
    private static final JsonNode VALUES = Yaml.read("helm/halley/values.yaml");
    private static final String POD = Deployed.text("helm/halley/templates/_pod.tpl");

    @Test
    void theNodesTakeTheConfigurationThatItGivesThem() {
        assertThat(Keys.unknown("halley", VALUES.path("config"))).isEmpty();
    }

    @Test
    void everyValueHasItsPlaceInTheSchema() {
        JsonNode schema = Yaml.read("helm/halley/values.schema.json");

        assertThat(withoutPlace("", VALUES, schema)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"comet", "logic", "job"})
    void aPodHasTimeToDrainBeforeItIsKilled(String tier) {
        JsonNode values = VALUES.path(tier);

        assertThat(values.path("graceSeconds").asInt())
                .isGreaterThan(
                        values.path("preStopSeconds").asInt()
                                + values.path("drainSeconds").asInt());
    }

    @Test
    void aCometDrainsLongerThanItSendsSessionsAway() {
        JsonNode comet = VALUES.path("comet");

        assertThat(comet.path("drainWindowSeconds").asInt())
                .isLessThan(comet.path("drainSeconds").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"comet", "logic", "job"})
    void aPodListensWhereTheDocumentsSay(String tier) {
        Set<Integer> ports = numbers(definition("halley.ports." + tier), "containerPort: (\\d+)");
        ports.add(managementPort(tier));

        assertThat(ports).isEqualTo(Ports.of(tier));
        assertThat(managementPort(tier)).isEqualTo(Ports.management(tier));
    }

    @Test
    void aPodIsNotRootAndIsTheUserOfTheImage() {
        assertThat(POD)
                .contains("runAsNonRoot: true", "runAsUser: 10001", "readOnlyRootFilesystem: true")
                .contains("allowPrivilegeEscalation: false", "drop: [\"ALL\"]");
        assertThat(Deployed.text("docker/Dockerfile")).contains("USER 10001:10001");
    }

    @Test
    void namesNoHostOfImages() {
        assertThat(VALUES.at("/image/prefix").asText()).isEmpty();
    }

    private static int managementPort(String tier) {
        String names = Deployed.text("helm/halley/templates/_names.tpl");
        return numbers(names, "\"" + tier + "\" (\\d+)").iterator().next();
    }

    private static String definition(String name) {
        int from = POD.indexOf("define \"" + name + "\"");
        return POD.substring(from, POD.indexOf("{{- end }}", from));
    }

    private static Set<Integer> numbers(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .collect(Collectors.toSet());
    }

    private static List<String> withoutPlace(String path, JsonNode values, JsonNode schema) {
        List<String> missing = new ArrayList<>();
        if (!values.isObject() || !schema.has("properties")) {
            return missing;
        }
        for (var value : values.properties()) {
            JsonNode place = schema.path("properties").path(value.getKey());
            String name = path + "/" + value.getKey();
            if (place.isMissingNode()) {
                missing.add(name);
            }
            missing.addAll(withoutPlace(name, value.getValue(), place));
        }
        return missing;
    }
}
