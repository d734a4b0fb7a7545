package dev.halley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.runtime.config.schema.DurationText;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The units for systemd. */
@Timeout(30)
class UnitsTest {
    @ParameterizedTest
    @ValueSource(strings = {"comet", "logic", "job"})
    void aNodeHasTimeToDrainBeforeItIsKilled(String tier) {
        String drain =
                Yaml.read("distribution/src/main/dist/conf/" + tier + ".yaml")
                        .at("/halley/node/drain-time")
                        .asText();

        assertThat(DurationText.parse(setting(tier, "TimeoutStopSec")))
                .isGreaterThan(DurationText.parse(drain));
        assertThat(setting(tier, "KillSignal")).isEqualTo("SIGTERM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"comet", "logic", "job"})
    void runsTheTiersScriptAsAUserOfItsOwn(String tier) {
        assertThat(setting(tier, "ExecStart"))
                .isEqualTo("/opt/halley/bin/halley-%1$s --config /etc/halley/%1$s.yaml", tier);
        assertThat(setting(tier, "User")).isEqualTo("halley");
        assertThat(Deployed.text("systemd/halley.sysusers.conf")).contains("\nu halley ");
        assertThat(setting(tier, "NoNewPrivileges")).isEqualTo("yes");
        assertThat(setting(tier, "Restart")).isEqualTo("on-failure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"comet", "logic", "job"})
    void mayOpenFilesEnough(String tier) {
        int needed = tier.equals("comet") ? 1_000_000 : 10_000;

        assertThat(Integer.parseInt(setting(tier, "LimitNOFILE"))).isGreaterThan(needed);
    }

    private static String setting(String tier, String name) {
        List<String> found =
                Deployed.text("systemd/halley-" + tier + ".service")
                        .lines()
                        .filter(line -> line.startsWith(name + "="))
                        .map(line -> line.substring(name.length() + 1))
                        .toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }
}
