package dev.halley.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.halley.comet.config.CometNodeConfig;
import dev.halley.job.config.JobConfig;
import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.runtime.config.schema.ConfigKey;
import dev.halley.runtime.config.schema.ConfigSchema;
import dev.halley.runtime.config.schema.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys that a configuration may have, and the variables that nodes and scripts read. */
final class Keys {
    // Read by the scripts of bin/ and by what writes the log.
    private static final List<String> OTHER_VARIABLES =
            List.of(
                    "HALLEY_HEAP",
                    "HALLEY_COLLECTOR",
                    "HALLEY_JAVA_OPTS",
                    "HALLEY_CONFIG",
                    "HALLEY_LOG_FORMAT",
                    "HALLEY_LOG_LEVEL");

    private static final ConfigSchema SCHEMA =
            ConfigSchema.of(List.of(CometNodeConfig.class, LogicNodeConfig.class, JobConfig.class));

    private Keys() {}

    /** Every variable that means something. */
    static Set<String> variables() {
        return Stream.concat(
                        OTHER_VARIABLES.stream(), SCHEMA.keys().stream().flatMap(Keys::variables))
                .collect(Collectors.toSet());
    }

    private static Stream<String> variables(ConfigKey key) {
        String name = key.environmentName();
        return key.secret() ? Stream.of(name, name + "_FILE") : Stream.of(name);
    }

    /** The keys below this tree that no node knows. */
    static List<String> unknown(String prefix, JsonNode tree) {
        List<String> unknown = new ArrayList<>();
        for (var entry : tree.properties()) {
            String name = prefix + "." + entry.getKey();
            if (SCHEMA.keyOf(name).isEmpty()) {
                unknown.addAll(
                        entry.getValue().isObject()
                                ? unknown(name, entry.getValue())
                                : List.of(name));
            }
        }
        return unknown;
    }

    /** The default of a key that is a duration. */
    static Duration duration(String key) {
        return DurationText.parse(SCHEMA.keyOf(key).orElseThrow().defaultValue().orElseThrow());
    }
}
