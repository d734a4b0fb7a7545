package dev.halley.runtime.config.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.runtime.config.ConfigException;
import dev.halley.runtime.config.DiscoveryKind;
import dev.halley.runtime.config.KafkaConfig;
import dev.halley.runtime.config.RedisConfig;
import dev.halley.runtime.config.TierConfig;
import dev.halley.runtime.config.schema.Range;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class ConfigLoaderTest {
    @TempDir private Path folder;

    @Test
    void takesDefaultsWhenNothingIsSet() {
        Sample sample = load(null, Map.of(), Map.of());

        assertThat(sample.app()).isEqualTo("default");
        assertThat(sample.redis().uri()).isEqualTo("redis://127.0.0.1:6379");
        assertThat(sample.redis().timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(sample.discovery().kind()).isEqualTo(DiscoveryKind.STATIC);
        assertThat(sample.discovery().fixed().comets()).isEmpty();
        assertThat(sample.management().port()).isEmpty();
        assertThat(sample.kafka().properties()).isEmpty();
    }

    @Test
    void readsYaml() throws IOException {
        Path file =
                yaml(
                        """
                        halley:
                          app: shop
                          node: {name: comet-7, drain-time: 250ms}
                          discovery:
                            static:
                              comets: ["comet-1=a:1", "comet-2=b:2"]
                          kafka:
                            properties:
                              sasl.mechanism: PLAIN
                        """);

        Sample sample = load(file, Map.of(), Map.of());

        assertThat(sample.app()).isEqualTo("shop");
        assertThat(sample.node().name()).contains("comet-7");
        assertThat(sample.node().drainTime()).isEqualTo(Duration.ofMillis(250));
        assertThat(sample.discovery().fixed().comets())
                .contains(List.of("comet-1=a:1", "comet-2=b:2"));
        assertThat(sample.kafka().properties()).isEqualTo(Map.of("sasl.mechanism", "PLAIN"));
    }

    @Test
    void overridesBeatEnvironmentBeatsFileBeatsDefault() throws IOException {
        Path file =
                yaml("halley: {app: file, node: {region: file, zone: file, weight: 1}, limit: 1}");
        Map<String, String> environment =
                Map.of("HALLEY_NODE_REGION", "env", "HALLEY_NODE_ZONE", "env");

        Sample sample = load(file, environment, Map.of("halley.node.zone", "override"));

        assertThat(sample.app()).isEqualTo("file");
        assertThat(sample.node().region()).isEqualTo("env");
        assertThat(sample.node().zone()).isEqualTo("override");
    }

    @Test
    void takesListsAndDashedNamesFromTheEnvironment() throws IOException {
        Path file = yaml("halley: {discovery: {static: {comets: [\"old=h:1\"]}}}");
        Map<String, String> environment =
                Map.of(
                        "HALLEY_DISCOVERY_STATIC_COMETS", "comet-1=a:1,comet-2=b:2",
                        "HALLEY_KAFKA_BOOTSTRAP_SERVERS", "k1:9092,k2:9092");

        Sample sample = load(file, environment, Map.of());

        assertThat(sample.discovery().fixed().comets())
                .contains(List.of("comet-1=a:1", "comet-2=b:2"));
        assertThat(sample.kafka().bootstrapServers()).isEqualTo("k1:9092,k2:9092");
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() throws IOException {
        Path file =
                yaml(
                        """
                        halley:
                          app: ""
                          limit: 11
                          node: {weight: heavy, drain-time: 2 sheep, colour: red}
                          discovery: {kind: guess}
                          redis: {timeout: 1ms}
                        other: 1
                        """);

        assertThatThrownBy(() -> load(file, Map.of(), Map.of()))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e ->
                                assertThat(e.problems())
                                        .containsExactly(
                                                "halley.app: nothing (expected: text)",
                                                "halley.discovery.kind: guess (expected: one of"
                                                        + " static, consul)",
                                                "halley.limit: 11 (expected: integer 1..10)",
                                                "halley.node.colour: unknown key (expected: a key"
                                                        + " of the configuration reference)",
                                                "halley.node.drain-time: 2 sheep (expected:"
                                                        + " duration 0s..1h)",
                                                "halley.node.weight: heavy (expected: integer"
                                                        + " 0..10000)",
                                                "halley.redis.timeout: 1ms (expected: duration"
                                                        + " 10ms..1m)",
                                                "other: unknown key (expected: a key of the"
                                                        + " configuration reference)"));
    }

    @Test
    void refusesAddressesThatCannotWorkAndHidesTheirPasswords() throws IOException {
        Path file =
                yaml(
                        """
                        halley:
                          kafka: {bootstrap-servers: nonsense}
                          redis: {uri: "redis:/:hunter2@127.0.0.1:6379"}
                          discovery: {static: {comets: ["comet-1=a:1", "comet-2"]}}
                        """);

        assertThatThrownBy(() -> load(file, Map.of(), Map.of()))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e ->
                                assertThat(e.problems())
                                        .containsExactly(
                                                "halley.discovery.static.comets: comet-2 (expected:"
                                                        + " name=host:port)",
                                                "halley.kafka.bootstrap-servers: nonsense"
                                                        + " (expected: host:port, separated by"
                                                        + " commas; TLS and SASL are set by"
                                                        + " halley.kafka.properties)",
                                                "halley.redis.uri: redis:/******@127.0.0.1:6379"
                                                        + " (expected: redis://host:port/database,"
                                                        + " redis-sentinel://host:port,host:port/"
                                                        + "database#master or redis-cluster://"
                                                        + "host:port,host:port; rediss for TLS)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h:1", "k1:9092, k2:9092", "PLAINTEXT://h:9092,PLAINTEXT://[::1]:9093"})
    void takesAddressesOfKafka(String servers) {
        Map<String, String> set = Map.of("halley.kafka.bootstrap-servers", servers);

        assertThat(load(null, Map.of(), set).kafka().bootstrapServers()).isEqualTo(servers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SASL_SSL://h:9092", "h", "PLAINTEXT://h", "plaintext:h:1", "h:1,"})
    void refusesWhatIsNoAddressOfKafka(String servers) {
        Map<String, String> set = Map.of("halley.kafka.bootstrap-servers", servers);

        assertThatThrownBy(() -> load(null, Map.of(), set))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "halley.kafka.bootstrap-servers: %s (expected: %s)",
                        servers,
                        "host:port, separated by commas; TLS and SASL are set by"
                                + " halley.kafka.properties");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://h",
                "redis://my_redis:6379/0",
                "rediss://u:p%40w@h.example:6380/3?timeout=1s",
                "redis://:pw@[::1]:6379"
            })
    void takesAddressesOfRedis(String uri) {
        assertThat(load(null, Map.of(), Map.of("halley.redis.uri", uri)).redis().uri())
                .isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h",
                "redis:/h:1",
                "http://h:1",
                "redis://",
                "redis://h:0",
                "redis://h:65536"
            })
    void refusesWhatIsNoAddressOfRedis(String uri) {
        assertThatThrownBy(() -> load(null, Map.of(), Map.of("halley.redis.uri", uri)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("halley.redis.uri: " + uri + " (expected: redis://host");
    }

    @Test
    void quotesNothingOfAFileThatCannotBeParsed() throws IOException {
        Path file = yaml("halley:\n  redis: {password: hunter2\n  app: x\n");

        assertThatThrownBy(() -> load(file, Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains("valid YAML", "line")
                .doesNotContain("hunter2");
    }

    @Test
    void passesOverWhatOnlyOthersKnowAndRefusesTheRest() throws IOException {
        ConfigLoader loader = new ConfigLoader(Map.of()).withKnown(List.of(Sample.class));

        Path shared = yaml("halley: {app: shop, limit: 99}");
        assertThat(loader.load(Other.class, shared, Map.of()).app()).isEqualTo("shop");

        Path file = yaml("halley: {app: shop, limit: 99, colour: red}");
        assertThatThrownBy(() -> loader.load(Other.class, file, Map.of()))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e ->
                                assertThat(e.problems())
                                        .singleElement()
                                        .asString()
                                        .startsWith("halley.colour: unknown key"));
    }

    @Test
    void ignoresVariablesOfTheEnvironmentThatAreNotKeys() {
        Sample sample = load(null, Map.of("HALLEY_COMET_PORT_3101_TCP", "tcp://x"), Map.of());

        assertThat(sample.app()).isEqualTo("default");
    }

    @Test
    void namesAFileThatCannotBeReadOrParsed() throws IOException {
        Path missing = folder.resolve("missing.yaml");
        Path broken = yaml("halley: [");

        assertThatThrownBy(() -> load(missing, Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("config file: " + missing + " (expected: a file that can be read)");
        assertThatThrownBy(() -> load(broken, Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("config file: " + broken + " (expected: valid YAML)");
    }

    @Test
    void takesSecretsFromFilesAndNeverShowsThem() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hunter2\n");
        LoadedConfig config =
                new ConfigLoader(Map.of("HALLEY_REDIS_PASSWORD_FILE", secret.toString()))
                        .loadAll(
                                List.of(Sample.class),
                                null,
                                Map.of("halley.redis.uri", "redis://u:hunter2@h:1"));

        assertThat(config.get(Sample.class).redis().password()).contains("hunter2");
        assertThat(config.shown())
                .contains("halley.redis.password: ******", "halley.redis.uri: redis://******@h:1")
                .noneMatch(line -> line.contains("hunter2"));
    }

    private static Sample load(
            Path file, Map<String, String> environment, Map<String, String> overrides) {
        return new ConfigLoader(environment).load(Sample.class, file, overrides);
    }

    private Path yaml(String text) throws IOException {
        return Files.writeString(folder.resolve("halley.yaml"), text);
    }

    /** Another tier's configuration. */
    @ConfigMapping(prefix = "halley")
    public interface Other extends TierConfig {}

    /** A tier's configuration. */
    @ConfigMapping(prefix = "halley")
    public interface Sample extends TierConfig {
        /** Kafka. */
        KafkaConfig kafka();

        /** Redis. */
        RedisConfig redis();

        /** A number with limits. */
        @WithDefault("5")
        @Range(min = "1", max = "10")
        int limit();
    }
}
