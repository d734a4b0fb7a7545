package dev.halley.runtime.config.loading;

import dev.halley.runtime.config.schema.ConfigKey;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the sources say about one key, as text. */
final class ConfigValues {
    private ConfigValues() {}

    /** The values in order, none when nothing sets the key; those of a map without their names. */
    static List<String> of(SmallRyeConfig config, ConfigKey key) {
        return switch (key.shape()) {
            case ONE, OPTIONAL ->
                    Optional.ofNullable(config.getConfigValue(key.name()).getValue())
                            .filter(value -> !value.isEmpty())
                            .map(List::of)
                            .orElse(List.of());
            case LIST ->
                    config.getOptionalValues(key.name(), String.class, java.util.ArrayList::new)
                            .<List<String>>map(List::copyOf)
                            .orElse(List.of());
            case MAP -> map(config, key).values().stream().toList();
        };
    }

    /** The entries below a key that is a map. */
    static Map<String, String> map(SmallRyeConfig config, ConfigKey key) {
        return config.getOptionalValues(key.name(), String.class, String.class)
                .map(Map::copyOf)
                .orElse(Map.of());
    }

    /** Lines that show a key: its name and value, nothing that is secret. */
    static Stream<String> shown(SmallRyeConfig config, ConfigKey key) {
        if (key.shape() == dev.halley.runtime.config.schema.KeyShape.MAP) {
            return map(config, key).entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> line(key, "." + entry.getKey(), entry.getValue()));
        }
        List<String> values = of(config, key);
        return values.isEmpty()
                ? Stream.empty()
                : Stream.of(line(key, "", String.join(",", values)));
    }

    private static String line(ConfigKey key, String below, String value) {
        return key.name() + below + ": " + key.shown(value);
    }
}
