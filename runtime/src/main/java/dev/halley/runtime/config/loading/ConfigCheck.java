package dev.halley.runtime.config.loading;

import dev.halley.runtime.config.schema.ConfigKey;
import dev.halley.runtime.config.schema.ConfigSchema;
import dev.halley.runtime.config.schema.KeyShape;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.spi.Converter;

/** Finds everything that is wrong with a configuration before it is mapped. */
final class ConfigCheck {
    private final ConfigSchema schema;
    private final ConfigSchema known;
    private final SmallRyeConfig config;
    private final Set<String> problems = new TreeSet<>();

    /** Checks the values of the keys in {@code schema}, and that {@code known} has every key. */
    ConfigCheck(ConfigSchema schema, ConfigSchema known, SmallRyeConfig config) {
        this.schema = schema;
        this.known = known;
        this.config = config;
    }

    List<String> problems() {
        config.getPropertyNames().forEach(this::checkKnown);
        schema.keys().forEach(this::checkValues);
        return List.copyOf(problems);
    }

    private void checkKnown(String name) {
        String source = String.valueOf(config.getConfigValue(name).getConfigSourceName());
        if (!source.equals(ConfigSources.ENVIRONMENT) && known.keyOf(name).isEmpty()) {
            problems.add(name + ": unknown key (expected: a key of the configuration reference)");
        }
    }

    private void checkValues(ConfigKey key) {
        List<String> values = ConfigValues.of(config, key);
        if (values.isEmpty() && key.shape() == KeyShape.ONE) {
            problems.add(key.name() + ": nothing (expected: " + key.expected() + ")");
        }
        Converter<?> converter = config.getConverter(key.type()).orElseThrow();
        for (String value : values) {
            key.problem(value, converter::convert).ifPresent(problems::add);
        }
    }
}
