package dev.halley.runtime.redis.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.runtime.config.ConfigException;
import dev.halley.runtime.config.RedisConfig;
import dev.halley.runtime.config.loading.ConfigLoader;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslVerifyMode;
import io.smallrye.config.ConfigMapping;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class RedisSetupTest {
    @Test
    void readsOneServer() {
        RedisSetup setup = of("redis://me:secret@h1:7000/3", Map.of());

        assertThat(setup.kind()).isEqualTo(RedisSetup.Kind.SINGLE);
        assertThat(setup.address()).isEqualTo("h1:7000");
        assertThat(setup.uris().get(0).getDatabase()).isEqualTo(3);
        assertThat(setup.uris().get(0).isSsl()).isFalse();
    }

    @Test
    void readsSentinelsAndWhatTheyCallTheMaster() {
        RedisSetup setup =
                of(
                        "rediss-sentinel://h1:7000,h2/2#main",
                        Map.of("halley.redis.sentinel-password", "other"));
        RedisURI uri = setup.uris().get(0);

        assertThat(setup.kind()).isEqualTo(RedisSetup.Kind.SENTINEL);
        assertThat(setup.address()).isEqualTo("h1:7000,h2:26379");
        assertThat(uri.getSentinelMasterId()).isEqualTo("main");
        assertThat(uri.getDatabase()).isEqualTo(2);
        assertThat(uri.isSsl()).isTrue();
        assertThat(uri.getSentinels()).allMatch(RedisURI::isSsl);
    }

    @Test
    void readsNodesOfACluster() {
        RedisSetup setup =
                of(
                        "rediss-cluster://h1:7000,h2:7001",
                        Map.of(
                                "halley.redis.username", "me",
                                "halley.redis.password", "secret",
                                "halley.redis.verify-peer", "ca"));

        assertThat(setup.kind()).isEqualTo(RedisSetup.Kind.CLUSTER);
        assertThat(setup.address()).isEqualTo("h1:7000,h2:7001");
        assertThat(setup.uris()).allMatch(RedisURI::isSsl).hasSize(2);
        assertThat(setup.uris()).extracting(RedisURI::getVerifyMode).containsOnly(SslVerifyMode.CA);
    }

    @Test
    void checksTheCertificateInFullUnlessToldOtherwise() {
        assertThat(of("rediss://h1:7000", Map.of()).uris().get(0).getVerifyMode())
                .isEqualTo(SslVerifyMode.FULL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://h1:7000,h2:7000",
                "redis-sentinel://h1:7000",
                "redis-cluster://h1:7000/1",
                "redis-cluster://",
                "redis-clusters://h1:7000",
                "h1:7000"
            })
    void refusesWhatCannotBe(String uri) {
        assertThatThrownBy(() -> of(uri, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("halley.redis.uri: " + uri + " (expected: redis://");
    }

    @Test
    void namesFilesThatAreNotThereAndHalvesOfPairs() {
        RedisConfig config =
                config(
                        "rediss://h1:7000",
                        Map.of(
                                "halley.redis.ca-file", "/not/there.pem",
                                "halley.redis.key-file", "/dev/null",
                                "halley.redis.username", "me"));

        assertThatThrownBy(() -> ConnectionSettings.ofServer(config))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e ->
                                assertThat(e.problems())
                                        .containsExactly(
                                                "halley.redis.ca-file: /not/there.pem (expected: a"
                                                        + " readable file)",
                                                "halley.redis.cert-file: not set (expected:"
                                                        + " together with halley.redis.key-file)",
                                                "halley.redis.username: me (expected: together with"
                                                        + " halley.redis.password)"));
    }

    private static RedisSetup of(String uri, Map<String, String> more) {
        return RedisSetup.of(config(uri, more), "test");
    }

    private static RedisConfig config(String uri, Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(more);
        keys.put("halley.redis.uri", uri);
        return new ConfigLoader(Map.of()).load(Root.class, null, keys).redis();
    }

    /** As tiers have it. */
    @ConfigMapping(prefix = "halley")
    interface Root {
        RedisConfig redis();
    }
}
