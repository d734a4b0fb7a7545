package dev.halley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.halley.runtime.config.schema.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class ComposeTest {
    private static final JsonNode SERVICES = Yaml.read("compose/compose.yaml").path("services");

    static List<String> nodes() {
        return Deployed.TIERS.stream()
                .flatMap(tier -> IntStream.of(1, 2).mapToObj(number -> tier + "-" + number))
                .toList();
    }

    @Test
    void hasTwoNodesOfEachTierAndTheStores() {
        assertThat(names())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(nodes().stream(), Stream.of("kafka", "redis", "consul"))
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void aNodeIsReachedByTheNameOfItsService(String node) {
        JsonNode service = SERVICES.path(node);

        assertThat(service.path("hostname").asText()).isEqualTo(node);
        assertThat(variable(node, "HALLEY_NODE_NAME")).hasValue(node);
        assertThat(variable(node, "HALLEY_NODE_ADVERTISED_HOST")).hasValue(node);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void aNodeHasTimeToDrainBeforeItIsKilled(String node) {
        Duration grace = DurationText.parse(SERVICES.path(node).path("stop_grace_period").asText());
        Duration drain =
                variable(node, "HALLEY_NODE_DRAIN_TIME")
                        .map(DurationText::parse)
                        .orElseGet(() -> Keys.duration("halley.node.drain-time"));

        assertThat(grace).isGreaterThan(drain);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void aNodeIsBuiltFromItsStageAndHasItsTiersPorts(String node) {
        JsonNode service = SERVICES.path(node);
        String tier = node.replaceFirst("-.*", "");

        assertThat(service.at("/build/target").asText()).isEqualTo(tier);
        assertThat(service.path("image").asText()).isEqualTo("halley-" + tier);
        assertThat(Deployed.path("compose").resolve(service.at("/build/context").asText()))
                .isDirectoryContaining("glob:**/docker");
        assertThat(Yaml.texts(service.path("ports")))
                .allSatisfy(
                        port ->
                                assertThat(Ports.of(tier))
                                        .contains(Integer.valueOf(port.replaceFirst(".*:", ""))));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void aNodeMayDoNoMoreThanItNeeds(String node) {
        JsonNode service = SERVICES.path(node);

        assertThat(service.has("user")).as("the image says who it is").isFalse();
        assertThat(service.path("privileged").asBoolean()).isFalse();
        assertThat(service.path("read_only").asBoolean()).isTrue();
        assertThat(Yaml.texts(service.path("cap_drop"))).containsExactly("ALL");
    }

    @Test
    void noTwoServicesWantOnePortOfTheMachine() {
        List<String> published =
                names().stream()
                        .flatMap(name -> Yaml.texts(SERVICES.path(name).path("ports")))
                        .map(port -> port.replaceFirst(":\\d+$", ""))
                        .toList();

        assertThat(published).doesNotHaveDuplicates().allMatch(it -> it.startsWith("127.0.0.1:"));
    }

    @Test
    void theStoresSayWhenTheyAreHealthy() {
        for (String store : List.of("kafka", "redis", "consul")) {
            assertThat(SERVICES.path(store).path("healthcheck").path("test"))
                    .as(store)
                    .isNotEmpty();
        }
    }

    private static List<String> names() {
        return SERVICES.properties().stream()
                .map(entry -> entry.getKey())
                .collect(Collectors.toList());
    }

    private static Optional<String> variable(String node, String name) {
        JsonNode value = SERVICES.path(node).path("environment").path(name);
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.asText());
    }
}
