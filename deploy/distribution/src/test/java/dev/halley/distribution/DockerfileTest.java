package dev.halley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DockerfileTest {
    // Lines that go on are one instruction.
    private static final List<String> LINES =
            Deployed.text("docker/Dockerfile")
                    .replaceAll("\\\\\n\\s*", "")
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();

    @Test
    void runsAsAUserThatIsNotRootAndEndsOnSigterm() {
        assertThat(stage("base")).contains("USER 10001:10001", "STOPSIGNAL SIGTERM");
        assertThat(LINES).filteredOn(line -> line.startsWith("USER ")).hasSize(1);
    }

    @Test
    void takesItsBaseFromNoHostByName() {
        assertThat(LINES)
                .filteredOn(line -> line.startsWith("FROM "))
                .map(line -> line.split(" ", -1)[1])
                .allMatch(image -> image.matches("eclipse-temurin:25-jre|base"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"comet", "logic", "job"})
    void aTierListensWhereTheDocumentsSay(String tier) {
        assertThat(exposed(tier)).isEqualTo(Ports.of(tier));
    }

    @ParameterizedTest
    @ValueSource(strings = {"comet", "logic", "job"})
    void aTierRunsItsScriptWithoutAShellAndIsAskedWhetherItLives(String tier) {
        assertThat(stage(tier))
                .contains("ENTRYPOINT [\"bin/halley-" + tier + "\"]")
                .anyMatch(
                        line ->
                                line.startsWith("HEALTHCHECK ")
                                        && line.endsWith(
                                                "CMD [\"bin/livez\", \"%d\"]"
                                                        .formatted(Ports.management(tier))));
    }

    @Test
    void theScriptsItRunsAreInTheArchive() {
        for (String script : List.of("halley-comet", "halley-logic", "halley-job", "livez")) {
            assertThat(Deployed.path("distribution/src/main/dist/bin/" + script)).isExecutable();
        }
    }

    @Test
    void sendsTheArchiveOnlyToTheBuild() {
        assertThat(Deployed.text(".dockerignore").lines())
                .containsExactly("*", "!distribution/target/halley-*.tar.gz");
    }

    private static Set<Integer> exposed(String tier) {
        return stage(tier).stream()
                .filter(line -> line.startsWith("EXPOSE "))
                .flatMap(line -> Stream.of(line.substring("EXPOSE ".length()).split(" ", -1)))
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
    }

    private static List<String> stage(String name) {
        return LINES.stream()
                .dropWhile(line -> !line.matches("FROM \\S+ AS " + name))
                .skip(1)
                .takeWhile(line -> !line.startsWith("FROM "))
                .toList();
    }
}
