package dev.halley.runtime.config.loading;

import dev.halley.runtime.config.schema.ConfigSchema;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;

/** A configuration that was checked as a whole. Immutable. */
public final class LoadedConfig {
    private final ConfigSchema schema;
    private final SmallRyeConfig config;

    LoadedConfig(ConfigSchema schema, SmallRyeConfig config) {
        this.schema = schema;
        this.config = config;
    }

    /** The configuration as one of the mappings it was loaded for. */
    public <T> T get(Class<T> mapping) {
        return config.getConfigMapping(mapping);
    }

    /** Every key that has a value, as {@code name: value} sorted by name, secrets hidden. */
    public List<String> shown() {
        return schema.keys().stream().flatMap(key -> ConfigValues.shown(config, key)).toList();
    }
}
