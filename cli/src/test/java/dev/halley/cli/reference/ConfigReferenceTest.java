package dev.halley.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.config.CometNodeConfig;
import dev.halley.job.config.JobConfig;
import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.config.schema.ConfigKey;
import dev.halley.runtime.config.schema.ConfigSchema;
import dev.halley.testkit.documents.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConfigReferenceTest {
    private static final List<Class<?>> MAPPINGS =
            List.of(CometNodeConfig.class, LogicNodeConfig.class, JobConfig.class);

    /** To write the page anew: run this with {@code -Dhalley.write.docs=true}. */
    @Test
    void thePageSaysWhatTheTypesSay() throws IOException {
        Path page = Document.root().resolve("docs/reference/configuration.md");
        List<String> expected = new ConfigPage(MAPPINGS).lines();
        if (Boolean.getBoolean("halley.write.docs")) {
            Files.writeString(page, String.join("\n", expected).stripTrailing() + "\n");
        }

        assertThat(String.join("\n", Files.readAllLines(page)))
                .isEqualTo(String.join("\n", expected).stripTrailing());
    }

    @Test
    void everyDefaultIsAllowed() {
        for (Class<?> mapping : MAPPINGS) {
            assertThat(new ConfigLoader(Map.of()).load(mapping, null, Map.of())).isNotNull();
        }
    }

    /** docs/decisions/0049-gaps-one-behind-the-other.md says what the other way round costs. */
    @Test
    void logicGathersForLongerThanJobLeavesBetweenReads() {
        ConfigLoader defaults = new ConfigLoader(Map.of());
        Duration linger =
                defaults.load(LogicNodeConfig.class, null, Map.of()).logic().push().linger();
        Duration gap = defaults.load(JobConfig.class, null, Map.of()).job().readGap();

        assertThat(linger).isGreaterThan(gap);
    }

    @Test
    void noTwoKeysHaveTheSameVariable() {
        var keys = ConfigSchema.of(MAPPINGS).keys();
        Set<String> variables =
                keys.stream()
                        .map(ConfigKey::environmentName)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(variables).hasSameSizeAs(keys);
    }
}
