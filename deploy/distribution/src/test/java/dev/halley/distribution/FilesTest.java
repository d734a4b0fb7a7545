package dev.halley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.halley.runtime.config.schema.DurationText;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every file of deploy/. */
@Timeout(30)
class FilesTest {
    private static final Pattern VARIABLE = Pattern.compile("HALLEY_[A-Z0-9_]*[A-Z0-9]");

    @TestFactory
    Stream<DynamicTest> everyYamlAndJsonFileCanBeRead() {
        return Deployed.files().stream()
                .filter(name -> name.matches(".*\\.(yaml|json)"))
                .filter(name -> !name.contains("/templates/"))
                .map(name -> dynamicTest(name, () -> assertThat(Yaml.read(name)).isNotEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> everyVariableIsOneThatSomebodyReads() {
        return Deployed.files().stream()
                .map(
                        name ->
                                dynamicTest(
                                        name,
                                        () ->
                                                assertThat(variables(name))
                                                        .filteredOn(
                                                                it ->
                                                                        !Keys.variables()
                                                                                .contains(it))
                                                        .isEmpty()));
    }

    @Test
    void variablesAreFoundWhereTheyAre() {
        assertThat(variables("compose/compose.yaml")).contains("HALLEY_NODE_ADVERTISED_HOST");
        assertThat(variables("docker/Dockerfile")).contains("HALLEY_HEAP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"comet", "logic", "job"})
    void aFileOfTheArchiveHasKnownKeysOnly(String tier) {
        JsonNode file = Yaml.read("distribution/src/main/dist/conf/" + tier + ".yaml");

        assertThat(Keys.unknown("halley", file.path("halley"))).isEmpty();
    }

    @Test
    void aCometDrainsLongerThanItSendsSessionsAway() {
        JsonNode comet = Yaml.read("distribution/src/main/dist/conf/comet.yaml").path("halley");

        assertThat(DurationText.parse(comet.at("/node/drain-time").asText()))
                .isGreaterThan(DurationText.parse(comet.at("/comet/drain-window").asText()));
    }

    private static List<String> variables(String name) {
        return VARIABLE.matcher(Deployed.text(name)).results().map(MatchResult::group).toList();
    }
}
